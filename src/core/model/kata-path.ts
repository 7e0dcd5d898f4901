import { LIMITS } from '../yaml/limits';

/** Folders that hold other people's files: no kata is looked for below them. */
export const FOREIGN_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** What is read of one file at most: one byte past a record's limit, so that a reader still sees that it is too large. */
export const READ_LIMIT = LIMITS.bytes + 1;

/** True for a file below a `.kata` folder that stands in the project's own files. @param path with `/` between its parts. */
export function isKataPath(path: string): boolean {
  const parts = path.split('/');
  const at = parts.indexOf('.kata');
  return at >= 0 && at < parts.length - 1 && !parts.slice(0, at).some((part) => FOREIGN_FOLDERS.has(part));
}
