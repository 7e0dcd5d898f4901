import { mkdir, open, readFile, rename, rmdir, stat, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isId } from '../../core/model/ids';
import { beganAt } from '../../files/holder';
import type { CommitId } from '../revision';

/** The operations that commit, and the one that takes a start back. */
export type Operation = 'start' | 'prediction' | 'result' | 'finish' | 'carry' | 'undo';

/** What an operation was about to do, so that whoever comes next can complete it or put it back. */
export interface Journal {
  readonly version: 1;
  readonly operation: Operation;
  /** The experiment's id. */
  readonly id: string;
  /** The record's file, from the repository's top. */
  readonly path: string;
  /** The file's text before and after; null for no file. */
  readonly before: string | null;
  readonly after: string;
  /** The folder that is made for the file; null where it is there. */
  readonly folder: string | null;
  /** HEAD's commit, and its branch in full; null when detached. */
  readonly head: CommitId;
  readonly from: string | null;
  /** The new branch in full; null where there is none. */
  readonly branch: string | null;
  /** The commit that a record was carried from, for `refs/kata/ID` to keep; of an undo, the commit that goes. */
  readonly keep: CommitId | null;
  /** The process that commits, once there is one, and when it began. */
  readonly commit: { readonly pid: number; readonly began: string } | null;
}

/** The tool's folder in a working tree's own git folder: journal and private indexes. */
export function ownFolder(gitDir: string): string {
  return join(gitDir, 'kata');
}

const journalFile = (gitDir: string) => join(ownFolder(gitDir), 'journal.json');

/** Writes the journal whole: at each moment the old one or the new one is there, over a power cut too. */
export async function writeJournal(gitDir: string, journal: Journal): Promise<void> {
  await mkdir(ownFolder(gitDir), { recursive: true });
  const file = journalFile(gitDir);
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(journal));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
}

/** True where an operation is under way or was interrupted. Reads nothing: cheap enough for every command. */
export async function hasJournal(gitDir: string): Promise<boolean> {
  const file = journalFile(gitDir);
  const [whole, begun] = await Promise.all([file, `${file}.new`].map((name) => stat(name).catch(() => null)));
  return whole !== null || begun !== null;
}

/** Says that a git process of the operation begins now. */
export async function touchJournal(gitDir: string): Promise<void> {
  const now = new Date();
  await utimes(journalFile(gitDir), now, now);
}

/**
 * The journal, and how many milliseconds ago it was last written or touched; null where there is none.
 * One that is not as ours are, as a repository that was unpacked from somewhere may bring it, counts as none.
 */
export async function readJournal(
  gitDir: string,
): Promise<{ readonly journal: Journal; readonly age: number } | null> {
  const file = journalFile(gitDir);
  try {
    const { mtimeMs } = await stat(file);
    const journal: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isJournal(journal) ? { journal, age: Math.max(0, Date.now() - mtimeMs) } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    if (isMissing(error)) return null;
    throw error;
  }
}

const OPERATIONS: readonly unknown[] = [
  'start',
  'prediction',
  'result',
  'finish',
  'carry',
  'undo',
] satisfies Operation[];

/** Each part is checked, because some become arguments of git and some become files. */
function isJournal(value: unknown): value is Journal {
  if (typeof value !== 'object' || value === null) return false;
  const journal: Partial<Record<keyof Journal, unknown>> = value;
  const text = (part: unknown): part is string => typeof part === 'string';
  const branch = (part: unknown) => part === null || (text(part) && /^refs\/heads\/[^-\s]\S*$/.test(part));
  const commitId = (part: unknown) => text(part) && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(part);
  const { commit } = journal;
  const mark = (part: object) =>
    'pid' in part && Number.isInteger(part.pid) && 'began' in part && text(part.began);
  return (
    journal.version === 1 &&
    OPERATIONS.includes(journal.operation) &&
    text(journal.id) &&
    isId(journal.id, 'x') &&
    text(journal.path) &&
    (journal.before === null || text(journal.before)) &&
    text(journal.after) &&
    (journal.folder === null || (text(journal.folder) && journal.path.startsWith(`${journal.folder}/`))) &&
    commitId(journal.head) &&
    (journal.keep === null || commitId(journal.keep)) &&
    branch(journal.from) &&
    branch(journal.branch) &&
    (commit === null || (typeof commit === 'object' && mark(commit)))
  );
}

/** Ends an operation: nothing of it is left in the git folder. */
export async function removeJournal(gitDir: string): Promise<void> {
  for (const name of OWN_FILES) await quietly(unlink(join(ownFolder(gitDir), name)));
  await unlink(journalFile(gitDir)).catch((error) => {
    if (!isMissing(error)) throw error;
  });
  await quietly(rmdir(ownFolder(gitDir)));
}

/** The file that holds a commit's message until it is made. */
export const MESSAGE = 'message';

const OWN_FILES = [
  MESSAGE,
  'journal.json.new',
  'next-index',
  'next-index.lock',
  'commit-index',
  'commit-index.lock',
] as const;

/** The process that commits, as the journal keeps it. */
export function processMark(pid: number): NonNullable<Journal['commit']> {
  return { pid, began: beganAt(pid) };
}

/** True where there is no such file, also because a file stands where its folder would. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** Does what may fail without harm. */
export async function quietly(work: Promise<unknown>): Promise<void> {
  await work.catch(() => {});
}
