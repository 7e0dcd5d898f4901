/** What a record may be at most: past these a reader refuses it before any costly step (see the format's limits). */
export const LIMITS = {
  /** Bytes of the file: 1 MiB. */
  bytes: 1024 * 1024,
  /** Maps and lists within each other; the outermost counts as one. */
  depth: 64,
  /** Keys in one map. */
  keys: 1000,
  /**
   * YAML's smallest parts (brackets, commas, spaces between them, scalars): a bomb within all other limits is made
   * of nothing else, a mebibyte of prose has a few thousand, 5,000 points of a metric have as many. Past it a file counts as too large.
   */
  parts: 120_000,
  /** Problems of one code that are listed for one file; the rest is noise to a person. */
  listed: 100,
} as const;
