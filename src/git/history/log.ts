import type { Commit, Hash, RecordTouch } from '../../core/experiments/history';
import { readMessage } from '../../core/experiments/message';
import { placeOf } from '../../core/model/layout';
import { GitFailure } from '../failure';
import type { GitCommand } from '../runner';

/** The names whose history is read: branches here and of remotes, the tool's own refs, and HEAD where it is detached. */
const WHERE = ['--branches', '--remotes', '--glob=refs/kata/'];

// Five fields, each ended by NUL, which no message and no name can hold. `\x01` marks the first one.
const FIELDS = '--format=%x01%H%x00%P%x00%an%x00%aI%x00%B%x00';
const MARK = 1;
const PLAIN = [
  '--topo-order',
  '-z',
  '--encoding=UTF-8',
  '--no-mailmap',
  '--no-notes',
  '--no-decorate',
  '--no-color',
];
// For a merge, only what differs from all its parents: what it took over from one of them was told there.
const RAW = [
  '--raw',
  '-c',
  '--no-abbrev',
  '--no-renames',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=all',
];

/** A commit as the log tells it; `records` is empty where the log was read without files. */
export type LoggedCommit = Commit;

/** All commits with their messages, children before parents, without files. @param head HEAD's commit. */
export function commitLog(head: Hash | null): GitCommand<LoggedCommit[]> {
  return { args: ['log', ...PLAIN, FIELDS, ...WHERE, ...tips(head), '--'], parse: parseLog };
}

/**
 * The commits that changed files below the given `.kata` folders, with those files.
 * @param homes `.kata` folders from the repository's top, taken as paths, never as patterns.
 */
export function recordLog(head: Hash | null, homes: readonly string[]): GitCommand<LoggedCommit[]> {
  return touching([...WHERE, ...tips(head)], homes);
}

/** The same, of the commits that `commit` came from, whatever refs there are. */
export function recordLogOf(commit: Hash, homes: readonly string[]): GitCommand<LoggedCommit[]> {
  return touching([commit], homes);
}

function touching(from: readonly string[], homes: readonly string[]): GitCommand<LoggedCommit[]> {
  const args = ['log', ...PLAIN, '--full-history', ...RAW, '--format=%x01%H%x00%x00%x00%x00%x00', ...from];
  return { args: [...args, '--', ...homes], parse: parseLog };
}

/** The commits of `added` that none of `known` has, with messages and, unless `files` is false, files. Both are full ids. */
export function newLog(
  added: readonly Hash[],
  known: readonly Hash[],
  files = true,
): GitCommand<LoggedCommit[]> {
  const raw = files ? RAW : [];
  return { args: ['log', ...PLAIN, ...raw, FIELDS, ...added, '--not', ...known, '--'], parse: parseLog };
}

function tips(head: Hash | null): string[] {
  return head === null ? [] : [head];
}

/** Reads what the log commands of this file print. @throws GitFailure where it is something else. */
export function parseLog(output: string): LoggedCommit[] {
  const tokens = output.split('\0');
  const commits: LoggedCommit[] = [];
  let records: RecordTouch[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] ?? '';
    if (token.charCodeAt(0) === MARK) {
      records = [];
      const field = (n: number) => tokens[at + n] ?? '';
      commits.push(commit(token.slice(1), field(1), field(2), field(3), field(4), records));
      at += 5;
    } else if (token.startsWith(':') || token.startsWith('\n:')) {
      const touch = readTouch(token.trimStart(), tokens[at + 1] ?? '');
      if (touch !== null) records.push(touch);
      at += 2;
    } else if (token.trim() === '') {
      at += 1;
    } else {
      throw new GitFailure(
        'git/failed',
        'Git told its history in a form that is not known',
        'update git',
        token,
      );
    }
  }
  return commits;
}

function commit(
  hash: Hash,
  parents: string,
  author: string,
  date: string,
  message: string,
  records: RecordTouch[],
): LoggedCommit {
  const end = message.indexOf('\n');
  return {
    hash,
    parents: parents === '' ? [] : parents.split(' '),
    subject: end < 0 ? message : message.slice(0, end),
    author,
    date,
    ...readMessage(message),
    records,
  };
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
