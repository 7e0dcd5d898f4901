import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { SkippedFile } from '../../core/corners/corner';
import type { FoundMarker } from '../../core/corners/states';
import type { CommitId } from '../revision';
import type { GitRunner } from '../runner';
import { grepMarkers } from './grep';
import { listOthers } from './listed';
import { binaryReason, type FileMarkers, FileReader } from './read-file';

/** What a look at all files found. Paths are from the repository's top; nothing is left out yet for `ignore`. */
export interface Scanned {
  readonly files: ReadonlyMap<string, FileMarkers>;
  /** Beside those of `files`: what is not on the disk, or not this repository's. */
  readonly skipped: readonly SkippedFile[];
  readonly why: readonly string[];
}

/** So many files are read at once: more does not go faster. */
const AT_ONCE = 16;

const NO_UTF16 =
  'This git was built without Perl patterns, so files in UTF-16 that hold a marker are not named as skipped.';

/**
 * Looks at the whole working tree: tracked and untracked files, not ignored ones. Two git processes side by side;
 * untracked files are read here. @param top real path. @throws GitFailure
 */
export async function scanTree(
  git: GitRunner,
  top: string,
  below: string,
  signal?: AbortSignal,
): Promise<Scanned> {
  const [grepped, listed] = await Promise.all([
    grepMarkers(git, null, below, signal),
    listOthers(git, below, signal),
  ]);
  const files = byFile(grepped.markers);
  const binary = await inTurns(
    grepped.binary,
    async (path) => binaryReason(await headOf(join(top, path))),
    signal,
  );
  for (const [path, skipped] of binary) files.set(path, { markers: [], skipped });
  for (const [path, found] of await readFiles(top, listed.untracked, signal)) files.set(path, found);
  const skipped = [
    ...listed.sparse.map((path) => ({ path, reason: 'is not checked out' })),
    ...listed.submodules.map((path) => ({ path, reason: 'is a submodule: its corners are its own' })),
  ];
  return { files, skipped, why: grepped.sawUtf16 ? [] : [NO_UTF16] };
}

/** The same of a commit: one git process. */
export async function scanRevision(
  git: GitRunner,
  at: CommitId,
  below: string,
  signal?: AbortSignal,
): Promise<Scanned> {
  const { markers, binary, sawUtf16 } = await grepMarkers(git, at, below, signal);
  const files = byFile(markers);
  for (const path of binary) files.set(path, { markers: [], skipped: 'is binary or UTF-16' });
  return { files, skipped: [], why: sawUtf16 ? [] : [NO_UTF16] };
}

/** Reads the given files again; those that hold nothing have an empty answer. */
export async function readFiles(
  top: string,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, FileMarkers>> {
  const reader = new FileReader(top);
  return inTurns(paths, (path) => reader.read(path), signal);
}

function byFile(markers: readonly FoundMarker[]): Map<string, FileMarkers> {
  const found = new Map<string, FoundMarker[]>();
  for (const marker of markers) {
    const known = found.get(marker.path);
    if (known === undefined) found.set(marker.path, [marker]);
    else known.push(marker);
  }
  return new Map(Array.from(found, ([path, own]) => [path, { markers: own, skipped: null }]));
}

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file).catch(() => null);
  if (handle === null) return new Uint8Array();
  try {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(64), 0, 64, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function inTurns<T>(
  paths: readonly string[],
  work: (path: string) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  const left = paths[Symbol.iterator]();
  const worker = async () => {
    for (const path of left) {
      signal?.throwIfAborted();
      found.set(path, await work(path));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, paths.length) }, worker));
  return found;
}
