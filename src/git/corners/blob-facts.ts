import { readMarkers } from '../../core/corners/marker';
import type { Hash } from '../../core/experiments/history';
import type { GitRunner } from '../runner';
import { ask } from './output';

/** So many blobs are asked for at once: a history may hold a large file in many versions. */
const AT_ONCE = 200;

/** What is known of blobs' contents, each read once. */
export class BlobFacts {
  /** How often each id is marked in a blob. */
  private readonly marked = new Map<Hash, ReadonlyMap<string, number>>();

  constructor(private readonly git: GitRunner) {}

  countsIn = (blob: Hash): ReadonlyMap<string, number> => this.marked.get(blob) ?? new Map();

  /** Reads those that were not read before. @throws GitFailure */
  async read(blobs: Iterable<Hash>, signal?: AbortSignal): Promise<void> {
    const unread = [...new Set(blobs)].filter((blob) => !this.marked.has(blob));
    for (let at = 0; at < unread.length; at += AT_ONCE) {
      const part = unread.slice(at, at + AT_ONCE);
      const input = part.map((id) => `${id}\n`).join('');
      const { bytes } = await ask(this.git, ['cat-file', '--batch'], { input, signal });
      for (const [id, content] of contents(bytes)) this.marked.set(id, countsOf(content));
    }
  }
}

/** Reads `ID TYPE SIZE LF CONTENT LF`; an object that is not there has no content. */
function* contents(bytes: Buffer): Generator<[Hash, Buffer]> {
  for (let at = 0; at < bytes.length; ) {
    const lf = bytes.indexOf(10, at);
    const [id = '', type, size] = bytes.toString('latin1', at, lf).split(' ');
    at = lf + 1;
    if (type === 'missing' || size === undefined) continue;
    yield [id, bytes.subarray(at, at + Number(size))];
    at += Number(size) + 1;
  }
}

const LETTERS = Buffer.from('KATA-CORNER(');

function countsOf(content: Buffer): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (let at = content.indexOf(LETTERS); at >= 0; at = content.indexOf(LETTERS, at + 1)) {
    const [marker] = readMarkers(content.toString('latin1', at, at + LETTERS.length + 41)).markers;
    if (marker !== undefined) found.set(marker.id, (found.get(marker.id) ?? 0) + 1);
  }
  return found;
}
