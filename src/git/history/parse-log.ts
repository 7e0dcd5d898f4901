import type { Commit, RecordTouch } from '../../core/experiments/history';
import { MESSAGE_WORDS, NOTHING_SAID, readMessage } from '../../core/experiments/message';
import { placeOf } from '../../core/model/layout';
import { GitFailure } from '../failure';

/** A commit as the log tells it; `records` is empty where the log was read without files. */
export type LoggedCommit = Commit;

/** The first byte of a commit. */
const MARK = 1;
/** Hash, parents, author, date, time of commit, message. */
const FIELDS = 6;
const NUL = 0;
const NEWLINE = 10;
const COLON = 58;

/** Reads what the log commands print while git still prints it, in pieces that are cut anywhere. */
export class LogParser {
  readonly commits: LoggedCommit[] = [];
  #rest: Buffer = Buffer.alloc(0);
  #records: RecordTouch[] = [];

  /** @throws GitFailure where it is something else. */
  add(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = bytes.subarray(this.#read(bytes));
  }

  /** @throws GitFailure where git ended in the middle of something. */
  end(): readonly LoggedCommit[] {
    if (this.#rest.length > 0) throw unknownForm(this.#rest);
    return this.commits;
  }

  /** @returns where the first part begins that is not all there yet. */
  #read(bytes: Buffer): number {
    const words = new WordFinder(bytes);
    let at = 0;
    while (at < bytes.length) {
      const first = bytes[at];
      if (first === NUL || first === NEWLINE) {
        at += 1;
        continue;
      }
      if (first !== MARK && first !== COLON) throw unknownForm(bytes.subarray(at));
      const ends = endsOf(bytes, at, first === MARK ? FIELDS : 2);
      if (ends === null) break;
      if (first === MARK) this.#commit(bytes, at + 1, ends, words);
      else {
        const [header = at, path = at] = ends;
        const touch = readTouch(
          bytes.toString('latin1', at, header),
          bytes.toString('utf8', header + 1, path),
        );
        if (touch !== null) this.#records.push(touch);
      }
      at = (ends.at(-1) ?? at) + 1;
    }
    return at;
  }

  #commit(bytes: Buffer, start: number, ends: readonly number[], words: WordFinder): void {
    const [hash = 0, parents = 0, author = 0, date = 0, time = 0, message = 0] = ends;
    const body = time + 1;
    const said = words.anyWithin(body, message)
      ? readMessage(bytes.toString('utf8', body, message))
      : NOTHING_SAID;
    const line = bytes.indexOf(NEWLINE, body);
    this.#records = [];
    this.commits.push({
      hash: bytes.toString('latin1', start, hash),
      parents: parents === hash + 1 ? [] : bytes.toString('latin1', hash + 1, parents).split(' '),
      subject: bytes.toString('utf8', body, line < 0 || line > message ? message : line),
      author: bytes.toString('utf8', parents + 1, author),
      date: bytes.toString('latin1', author + 1, date),
      time: Number(bytes.toString('latin1', date + 1, time)),
      experiments: said.experiments,
      cleans: said.cleans,
      reverts: said.reverts,
      pickedFrom: said.pickedFrom,
      records: this.#records,
    });
  }
}

/** Reads all of it at once. @throws GitFailure where it is something else. */
export function parseLog(bytes: Buffer): readonly LoggedCommit[] {
  const parser = new LogParser();
  parser.add(bytes);
  return parser.end();
}

/** Where the next fields end; null where they are not all there. */
function endsOf(bytes: Buffer, start: number, fields: number): number[] | null {
  const ends: number[] = [];
  for (let at = start; ends.length < fields; at = (ends.at(-1) ?? at) + 1) {
    const end = bytes.indexOf(NUL, at);
    if (end < 0) return null;
    ends.push(end);
  }
  return ends;
}

function unknownForm(bytes: Buffer): GitFailure {
  const message = 'Git told its history in a form that is not known';
  return new GitFailure('git/failed', message, 'update git', bytes.toString('utf8', 0, 200));
}

/** Tells which messages say something, without making text of the many that don't. Asked from front to back. */
class WordFinder {
  readonly #next = MESSAGE_WORDS.map((word) => ({ word, at: -1 }));

  constructor(private readonly bytes: Buffer) {}

  anyWithin(start: number, end: number): boolean {
    let found = false;
    for (const next of this.#next) {
      if (next.at < start) {
        const at = this.bytes.indexOf(next.word, start, 'latin1');
        next.at = at < 0 ? Number.POSITIVE_INFINITY : at;
      }
      found ||= next.at < end;
    }
    return found;
  }
}

/** `:100644 100644 BEFORE AFTER M`, or with more colons, modes and ids for a merge; only records of experiments count. */
function readTouch(header: string, path: string): RecordTouch | null {
  const place = placeOf(path);
  if (place?.kind !== 'experiment' || place.id === null) return null;
  const parents = /^:+/.exec(header)?.[0].length ?? 1;
  const ids = header.split(' ').slice(parents + 1, 2 * parents + 2);
  const there = ids.map((id) => (/^0+$/.test(id) ? null : id));
  return {
    path,
    before: there.slice(0, parents).find((id) => id !== null) ?? null,
    after: there[parents] ?? null,
  };
}
