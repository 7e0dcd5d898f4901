import type { Repository } from '../repository';
import { ExperimentFailure } from './failure';
import { type GitEnd, must, runGit, words } from './person';

/** What was exchanged with a remote. */
export interface Exchanged {
  readonly remote: string;
  /** Refs below `refs/kata/` that moved, there for a push and here for a fetch: an experiment's id, or `ID-attached`. */
  readonly moved: readonly string[];
  /** Those that went different ways here and there: left as they are on both sides. */
  readonly diverged: readonly string[];
}

const REFS = 'refs/kata/*:refs/kata/*';

/**
 * Gives the remote what the tool remembers of experiments. Nothing there is overwritten that is ahead.
 * @param remote a configured remote's name; without it the branch's own, `origin`, or the only one.
 * @throws ExperimentFailure `no-remote`, `network`
 */
export async function pushRefs(repository: Repository, remote?: string): Promise<Exchanged> {
  const name = await remoteNamed(repository, remote);
  const how = ['--porcelain', '--no-follow-tags', '--recurse-submodules=no', '--end-of-options'];
  const args = ['push', ...how, name, REFS];
  // Without any of these refs git calls the pattern an error.
  if ((await refsHere(repository)).size === 0) return { remote: name, moved: [], diverged: [] };
  const end = await network(repository, args);
  const moved: string[] = [];
  const diverged: string[] = [];
  for (const line of end.out.split('\n')) {
    const [, flag, id] = /^(.)\trefs\/kata\/[^:]*:refs\/kata\/(\S+)\t/.exec(line) ?? [];
    if (id === undefined) continue;
    if (flag === '!') diverged.push(id);
    else if (flag !== '=') moved.push(id);
  }
  if (end.status !== 0 && diverged.length === 0) throw unreachable(name, end);
  return { remote: name, moved, diverged };
}

/** Gets what a remote remembers. Nothing here is overwritten that is ahead. @throws as `pushRefs` */
export async function fetchRefs(repository: Repository, remote?: string): Promise<Exchanged> {
  const name = await remoteNamed(repository, remote);
  const how = ['--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance'];
  const before = await refsHere(repository);
  // Without `--refmap=` the remote's own settings would have other refs updated as well.
  const end = await network(repository, ['fetch', ...how, '--refmap=', '--end-of-options', name, REFS]);
  const after = await refsHere(repository);
  const moved = [...after].filter(([id, tip]) => before.get(id) !== tip).map(([id]) => id);
  const rejected = [...end.err.matchAll(/^ ! \[rejected\]\s+refs\/kata\/(\S+)\s/gm)];
  const diverged = rejected.flatMap(([, id]) => id ?? []);
  if (end.status !== 0 && diverged.length === 0) throw unreachable(name, end);
  return { remote: name, moved, diverged };
}

/** A remote's name, checked against those that are configured: nothing else reaches git. */
async function remoteNamed(repository: Repository, given: string | undefined): Promise<string> {
  const remotes = (await must(repository, ['remote'])).split('\n').filter((line) => line !== '');
  const known = remotes.length === 0 ? '' : `: it has ${remotes.join(', ')}`;
  if (given !== undefined) {
    if (remotes.includes(given) && !given.startsWith('-')) return given;
    const mend = `${known === '' ? '' : 'name one of those, or '}add it with \`git remote add\``;
    throw new ExperimentFailure(
      'experiment/no-remote',
      `This repository has no remote ${given}${known}`,
      mend,
    );
  }
  const [only, ...more] = remotes;
  const usual = remotes.includes('origin') ? 'origin' : more.length === 0 ? only : undefined;
  if (usual !== undefined && !usual.startsWith('-')) return usual;
  throw new ExperimentFailure(
    'experiment/no-remote',
    known === ''
      ? 'This repository has no remote to exchange with'
      : `No remote is named, and none is the usual one${known}`,
    remotes.length === 0 ? 'add one with `git remote add origin URL`' : 'name one of those',
  );
}

async function refsHere(repository: Repository): Promise<ReadonlyMap<string, string>> {
  const out = await must(repository, ['for-each-ref', '--format=%(objectname) %(refname)', 'refs/kata/']);
  return new Map(
    out.split('\n').flatMap((line) => {
      const [tip, name] = line.split(' ');
      return tip === undefined || name === undefined ? [] : [[name.slice('refs/kata/'.length), tip] as const];
    }),
  );
}

/** The network is the person's own git's: their transport and credentials, but nothing that waits for an answer. */
async function network(repository: Repository, args: readonly string[]): Promise<GitEnd> {
  const env = { LC_ALL: 'C', GIT_ASKPASS: '', SSH_ASKPASS: '', SSH_ASKPASS_REQUIRE: 'never' };
  const own = process.env.GIT_SSH_COMMAND ?? process.env.GIT_SSH;
  const set = await runGit(repository, { args: ['config', '--get', 'core.sshCommand'], as: 'person' });
  const usual = own === undefined && set.status !== 0;
  const quiet: Record<string, string> = usual ? { GIT_SSH_COMMAND: 'ssh -o BatchMode=yes' } : {};
  return runGit(repository, { args, as: 'person', env: { ...env, ...quiet } });
}

function unreachable(remote: string, end: GitEnd): ExperimentFailure {
  return new ExperimentFailure(
    'experiment/network',
    `Git did not get through to ${remote}: ${words(end) || 'it gave no reason'}`,
    `try \`git fetch ${remote}\`, which may ask for what is missing`,
    end.err,
  );
}
