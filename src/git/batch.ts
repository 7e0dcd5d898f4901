import { once } from 'node:events';
import { READ_LIMIT } from '../core/model/kata-path';
import { GitFailure } from './failure';
import type { GitRunner } from './runner';

/** Puts the answer of `cat-file --batch` together from pieces that are cut anywhere. Keeps `READ_LIMIT` bytes of a blob. */
export class BatchReader {
  readonly blobs = new Map<string, Buffer>();
  readonly missing = new Set<string>();
  private header: Buffer[] = [];
  private current: { id: string; left: number; kept: number; parts: Buffer[] } | null = null;

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
      this.blobs.set(blob.id, Buffer.concat(blob.parts));
      this.current = null;
    }
    return end;
  }
}

/**
 * The contents of all `ids` through one git process. An object that is not in the repository (a blobless clone)
 * is left out; nothing is fetched. Blobs are cut at `READ_LIMIT` bytes.
 * @param ids full object ids of blobs.
 * @throws GitFailure
 */
export async function readBlobs(git: GitRunner, ids: Iterable<string>): Promise<ReadonlyMap<string, Buffer>> {
  const wanted = [...new Set(ids)];
  const reader = new BatchReader();
  if (wanted.length === 0) return reader.blobs;
  const child = git.start(['cat-file', '--batch']);
  const timer = setTimeout(() => child.kill('SIGKILL'), git.silence);
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdout.on('data', (chunk: Buffer) => {
    timer.refresh();
    reader.add(chunk);
  });
  // A git that ends early closes its input: what it did not answer is found below.
  child.stdin.on('error', () => {});
  child.stdin.end(`${wanted.join('\n')}\n`);
  try {
    await once(child, 'close');
  } catch (error) {
    throw new GitFailure(
      'git/failed',
      'Git could not be started',
      'check the installation of git',
      String(error),
    );
  } finally {
    clearTimeout(timer);
  }
  const detail = Buffer.concat(errors).toString();
  if (child.signalCode !== null) {
    throw new GitFailure(
      'git/no-answer',
      'Git did not answer',
      'look whether the disk or a network folder hangs',
      detail,
    );
  }
  // A missing object of a partial clone may end git (it tries to fetch, which is forbidden); what it said before counts.
  return reader.blobs;
}
