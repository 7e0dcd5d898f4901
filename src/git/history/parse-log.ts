import type { Commit, RecordTouch } from '../../core/experiments/history';
import { MESSAGE_WORDS, NOTHING_SAID, readMessage } from '../../core/experiments/message';
import { placeOf } from '../../core/model/layout';
import { GitFailure } from '../failure';

/** A commit as the log tells it; `records` is empty where the log was read without files. */
export type LoggedCommit = Commit;

const MARK = 1;
const NUL = 0;
const NEWLINE = 10;
const COLON = 58;

/** Reads what the log commands print. @throws GitFailure where it is something else. */
export function parseLog(bytes: Buffer): LoggedCommit[] {
  const commits: LoggedCommit[] = [];
  const words = new WordFinder(bytes);
  let records: RecordTouch[] = [];
  let at = 0;
  const endOf = (start: number) => {
    const end = bytes.indexOf(NUL, start);
    return end < 0 ? bytes.length : end;
  };
  const next = () => {
    const start = at;
    at = endOf(start) + 1;
    return [start, at - 1] as const;
  };
  const plain = () => bytes.toString('latin1', ...next());
  while (at < bytes.length) {
    const first = bytes[at];
    if (first === MARK) {
      at += 1;
      const [hash, parents] = [plain(), plain()];
      const author = bytes.toString('utf8', ...next());
      const [date, time] = [plain(), Number(plain())];
      const [start, end] = next();
      records = [];
      const said = words.anyWithin(start, end)
        ? readMessage(bytes.toString('utf8', start, end))
        : NOTHING_SAID;
      commits.push({
        hash,
        parents: parents === '' ? [] : parents.split(' '),
        subject: subjectOf(bytes, start, end),
        author,
        date,
        time,
        experiments: said.experiments,
        cleans: said.cleans,
        reverts: said.reverts,
        pickedFrom: said.pickedFrom,
        records,
      });
    } else if (first === NUL || first === NEWLINE) {
      at += 1;
    } else if (first === COLON) {
      const header = plain();
      const touch = readTouch(header, bytes.toString('utf8', ...next()));
      if (touch !== null) records.push(touch);
    } else {
      throw new GitFailure(
        'git/failed',
        'Git told its history in a form that is not known',
        'update git',
        bytes.toString('utf8', at, Math.min(endOf(at), at + 200)),
      );
    }
  }
  return commits;
}

function subjectOf(bytes: Buffer, start: number, end: number): string {
  const line = bytes.indexOf(NEWLINE, start);
  return bytes.toString('utf8', start, line < 0 || line > end ? end : line);
}

/** Tells which messages say something, without making text of the many that don't. Asked from front to back. */
class WordFinder {
  readonly #next = MESSAGE_WORDS.map((word) => ({ word: Buffer.from(word), at: -1 }));

  constructor(private readonly bytes: Buffer) {}

  anyWithin(start: number, end: number): boolean {
    let found = false;
    for (const next of this.#next) {
      if (next.at < start) {
        const at = this.bytes.indexOf(next.word, start);
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
