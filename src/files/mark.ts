import type { Stats } from 'node:fs';

/** What a system tells of a file or folder that moves whenever its content does. */
export type Mark = Pick<Stats, 'ino' | 'size' | 'mtimeMs' | 'ctimeMs'>;

/** The coarsest clock of a file system that we meet, FAT's, in milliseconds. */
const TICK = 2_000;

/**
 * The mark of what is about to be read; null where it changed so lately that a change after the reading could bear the
 * same time (git calls such an entry of its index racily clean: Documentation/technical/racy-git).
 * @param stats taken before the content is read. @param now milliseconds since 1970
 */
export function markOf(stats: Stats, now: number): Mark | null {
  const { ino, size, mtimeMs, ctimeMs } = stats;
  return Math.max(mtimeMs, ctimeMs) < now - TICK ? { ino, size, mtimeMs, ctimeMs } : null;
}

/** True where nothing has moved since the mark was taken. */
export function isAsMarked(mark: Mark, stats: Stats): boolean {
  return (
    mark.mtimeMs === stats.mtimeMs &&
    mark.ctimeMs === stats.ctimeMs &&
    mark.size === stats.size &&
    mark.ino === stats.ino
  );
}
