/** What a record may be at most: past these a reader refuses it before any costly step (see the format's limits). */
export const LIMITS = {
  /** Bytes of the file: 1 MiB. */
  bytes: 1024 * 1024,
  /** Maps and lists within each other; the outermost counts as one. */
  depth: 64,
  /** Keys in one map. */
  keys: 1000,
  /** Problems of one code that are listed for one file; the rest is noise to a person. */
  listed: 100,
} as const;
