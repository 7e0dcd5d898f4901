import * as z from 'zod';

/** A text that a person has begun and not yet kept. */
export interface Draft {
  text: string;
  /** What the field said when it was opened, or when its person last chose. */
  was: string | number | null;
  /** Why it could not be kept, with the mend. */
  error: { readonly message: string; readonly mend: string } | null;
}

const draft = z.object({
  text: z.string(),
  was: z.union([z.string(), z.number(), z.null()]),
  error: z.object({ message: z.string(), mend: z.string() }).nullable(),
});

const memory = z.object({
  scroll: z.number().catch(0),
  focus: z.string().nullable().catch(null),
  filter: z.string().catch(''),
  open: z.array(z.string()).catch([]),
  drafts: z.record(z.string(), draft).catch({}),
});

/** What outlives a hidden or reloaded page: never a record's content, only where the person was. */
export type Memory = z.infer<typeof memory>;

/** Reads what an earlier life of the page left; nothing, where it left nothing or something else. */
export function readMemory(state: unknown): Memory {
  const read = memory.safeParse(state);
  return read.success ? read.data : { scroll: 0, focus: null, filter: '', open: [], drafts: {} };
}
