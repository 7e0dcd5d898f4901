import { readMessage } from '../../core/experiments/message';
import { type LoggedCommit, parseLog } from './parse-log';

/** Between two commits of a log, and between a commit and its files: no message holds NUL. */
const NEXT = '\0\x01';
const FILES = '\0\0\n:';
const CLEANS = 'Kata-Cleans:';
const HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})\0/;

/**
 * Reads a log of all commits for the few that tell something: those that changed records, and the ids of corners that
 * messages say were cleaned. All that lies between is passed over unread. Pieces may be cut anywhere.
 */
export class TellingLog {
  readonly commits: LoggedCommit[] = [];
  readonly cleans = new Set<string>();
  #parts: Buffer[] = [];
  #size = 0;

  /** @param atOnce how many bytes are looked at together: git writes them by the page */
  constructor(private readonly atOnce = 256 * 1024) {}

  /** @throws GitFailure where it is something else. */
  add(chunk: Buffer): void {
    this.#parts.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.atOnce) return;
    const bytes = Buffer.concat(this.#parts);
    const last = startBefore(bytes, bytes.length);
    this.#read(bytes.subarray(0, last));
    this.#parts = [bytes.subarray(last)];
    this.#size = bytes.length - last;
  }

  /** @throws GitFailure where git ended in the middle of something. */
  end(): this {
    this.#read(Buffer.concat(this.#parts));
    this.#parts = [];
    return this;
  }

  #read(bytes: Buffer): void {
    for (let at = bytes.indexOf(FILES); at >= 0; ) {
      const end = startAfter(bytes, at);
      this.commits.push(...parseLog(bytes.subarray(startBefore(bytes, at), end)));
      at = bytes.indexOf(FILES, end);
    }
    for (let at = bytes.indexOf(CLEANS); at >= 0; ) {
      const nul = bytes.indexOf(0, at);
      const end = nul < 0 ? bytes.length : nul;
      const message = bytes.toString('utf8', bytes.lastIndexOf(0, at) + 1, end);
      for (const id of readMessage(message).cleans) this.cleans.add(id);
      at = bytes.indexOf(CLEANS, end);
    }
  }
}

/** Where the last commit before `at` begins; 0 where none is seen. */
function startBefore(bytes: Buffer, at: number): number {
  for (let start = at; start > 0; ) {
    start = bytes.lastIndexOf(NEXT, start - 1);
    if (start >= 0 && isStart(bytes, start)) return start + 1;
  }
  return 0;
}

/** Where the first commit after `at` begins, or the end. */
function startAfter(bytes: Buffer, at: number): number {
  for (let start = bytes.indexOf(NEXT, at); start >= 0; start = bytes.indexOf(NEXT, start + 1)) {
    if (isStart(bytes, start)) return start + 1;
  }
  return bytes.length;
}

/** A path may begin with the same byte, but not with a whole id. */
function isStart(bytes: Buffer, at: number): boolean {
  return HASH.test(bytes.toString('latin1', at + 2, at + 2 + 65));
}
