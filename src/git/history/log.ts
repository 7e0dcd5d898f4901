import type { Hash } from '../../core/experiments/history';
import type { GitCommand } from '../runner';
import { type LoggedCommit, parseLog } from './parse-log';

/** The names whose history is read: branches here and of remotes, the tool's own refs, and HEAD where it is detached. */
const WHERE = ['--branches', '--remotes', '--glob=refs/kata/'];

// Six fields, each ended by NUL, which no message and no name can hold. `\x01` marks the first one.
const FIELDS = '--format=%x01%H%x00%P%x00%an%x00%aI%x00%ct%x00%B%x00';
const PLAIN = ['-z', '--encoding=UTF-8', '--no-mailmap', '--no-notes', '--no-decorate', '--no-color'];
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
// All commits, with their own parents, though only files below the given folders are compared: one walk tells both.
const ALL_WITH_FILES = [...RAW, '--full-history', '--sparse'];

/** Which `.kata` folders' files are told, from the repository's top, as paths, never as patterns; null for no files at all. */
export type Homes = readonly string[] | null;

/** The arguments of a log of all commits, newest first. @param head HEAD's commit where it is on no branch. */
export function wholeLog(homes: Homes, head: Hash | null): readonly string[] {
  return ['log', ...PLAIN, FIELDS, ...files(homes), ...WHERE, ...tips(head), '--', ...(homes ?? [])];
}

/** The arguments of the same for revisions that are asked for through standard input, as `revisions` writes them. */
export function askedLog(homes: Homes): readonly string[] {
  return ['log', ...PLAIN, FIELDS, ...files(homes), '--stdin', '--', ...(homes ?? [])];
}

/** Asks for the commits that `added` reach and none of `known` does. Full ids. */
export function revisions(added: readonly Hash[], known: readonly Hash[]): string {
  return [...added, ...known.map((hash) => `^${hash}`), ''].join('\n');
}

function files(homes: Homes): readonly string[] {
  return homes === null ? [] : ALL_WITH_FILES;
}

/**
 * The commits that changed files below the given `.kata` folders, with those files, children before parents. HEAD is
 * named as such: nobody has to wait for its commit, and where it has none git goes by the other names.
 * @param homes `.kata` folders from the repository's top, taken as paths, never as patterns.
 */
export function recordLog(homes: readonly string[]): GitCommand<readonly LoggedCommit[]> {
  return touching([...WHERE, '--ignore-missing', 'HEAD'], homes);
}

/**
 * The arguments of the same with all other commits between, for the sake of their messages: one walk in place of two. A
 * space stands before each message, for `TellingLog` to tell it from what comes before.
 */
export function recordLogWithMessages(homes: readonly string[]): readonly string[] {
  const format = '--format=%x01%H%x00%x00%x00%x00%ct%x00 %B%x00';
  const args = ['log', '--topo-order', ...PLAIN, ...ALL_WITH_FILES, format, ...WHERE];
  return [...args, '--ignore-missing', 'HEAD', '--', ...homes];
}

/** As `recordLog`, of the commits that `commit` came from, whatever refs there are. */
export function recordLogOf(commit: Hash, homes: readonly string[]): GitCommand<readonly LoggedCommit[]> {
  return touching([commit], homes);
}

function touching(from: readonly string[], homes: readonly string[]): GitCommand<readonly LoggedCommit[]> {
  const format = '--format=%x01%H%x00%x00%x00%x00%ct%x00%x00';
  const args = ['log', '--topo-order', ...PLAIN, '--full-history', ...RAW, format, ...from];
  return { args: [...args, '--', ...homes], parse: (output) => parseLog(Buffer.from(output)) };
}

function tips(head: Hash | null): string[] {
  return head === null ? [] : [head];
}
