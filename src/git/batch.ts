import { READ_LIMIT } from '../core/model/kata-path';
import type { GitRunner } from './runner';
import { StartedGit } from './started';

/** Is given a blob's content, at most `READ_LIMIT` bytes of it. */
export type TakeBlob = (id: string, bytes: Buffer) => void;

/** Puts the answer of `cat-file --batch` together from pieces that are cut anywhere. */
export class BatchReader {
  readonly missing = new Set<string>();
  private header: Buffer[] = [];
  private current: { id: string; left: number; kept: number; parts: Buffer[] } | null = null;

  constructor(private readonly take: TakeBlob) {}

  add(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length)
      at = this.current === null ? this.readHeader(chunk, at) : this.readBlob(chunk, at);
  }

  private readHeader(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(10, at);
    this.header.push(chunk.subarray(at, end < 0 ? chunk.length : end));
    if (end < 0) return chunk.length;
    const line = Buffer.concat(this.header).toString();
    this.header = [];
    const [id, type, size] = line.split(' ');
    if (id === undefined || type === 'missing') this.missing.add(id ?? '');
    // The newline after the content counts as its last byte.
    else this.current = { id, left: Number(size) + 1, kept: 0, parts: [] };
    return end + 1;
  }

  private readBlob(chunk: Buffer, at: number): number {
    const blob = this.current;
    if (blob === null) return at;
    const end = Math.min(chunk.length, at + blob.left);
    blob.left -= end - at;
    const content = chunk.subarray(at, blob.left === 0 ? end - 1 : end);
    const kept = content.subarray(0, Math.max(0, READ_LIMIT - blob.kept));
    blob.parts.push(kept);
    blob.kept += kept.length;
    if (blob.left === 0) {
      this.current = null;
      this.take(blob.id, Buffer.concat(blob.parts));
    }
    return end;
  }
}

/**
 * The contents of all `ids` through one git process, as `eachBlob` gives them.
 * @throws GitFailure
 */
export async function readBlobs(git: GitRunner, ids: Iterable<string>): Promise<ReadonlyMap<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  await eachBlob(git, ids, (id, bytes) => blobs.set(id, bytes));
  return blobs;
}

/**
 * Hands over the contents of all `ids` as they come, each once, through one git process. An object that is not in the
 * repository (a blobless clone) is left out; nothing is fetched. Blobs are cut at `READ_LIMIT` bytes.
 * @param ids full object ids of blobs.
 * @param take where it throws, git is stopped and the error passed on.
 * @throws GitFailure
 */
export async function eachBlob(runner: GitRunner, ids: Iterable<string>, take: TakeBlob): Promise<void> {
  const wanted = new Set(ids);
  if (wanted.size === 0) return;
  const reader = new BatchReader(take);
  // A missing object of a partial clone may end git (it tries to fetch, which is forbidden); what it said before counts.
  const git = new StartedGit(runner, ['cat-file', '--batch']);
  await git.each((chunk) => reader.add(chunk), { input: `${[...wanted].join('\n')}\n`, mayFail: true });
}
