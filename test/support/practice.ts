import assert from 'node:assert/strict';
import { kata } from './cli';
import type { GitRepo } from './git-repo';

/** What `kata experiment list` says of an experiment, as a person would tell it. */
export interface Told {
  readonly state: string | null;
  /** When the prediction was made. */
  readonly order: string;
  /** `subject:tie`, newest first; with ` of subject` where it copies a commit, ` back subject` where it takes one back. */
  readonly ties: readonly string[];
  readonly refs: readonly string[];
  readonly onlyOn: string | null;
}

/** What the command says of one experiment, on whichever branch it lives. */
export async function toldOf(repo: GitRepo, id: string): Promise<Told> {
  const found = (await listed(repo)).find((one) => one.id === id);
  assert.ok(found, `${id} is not listed`);
  const subject = (hash: string) => repo.git('log', '-1', '--format=%s', hash);
  return {
    state: found.state,
    order: found.prediction.order,
    refs: found.refs,
    onlyOn: found.onlyOn,
    ties: found.commits.map(({ subject: said, tie, copyOf, reverts }) =>
      [
        `${said}:${tie}`,
        copyOf === null ? '' : ` of ${subject(copyOf)}`,
        reverts === null ? '' : ` back ${subject(reverts)}`,
      ].join(''),
    ),
  };
}

interface Listed {
  readonly id: string;
  readonly state: string | null;
  readonly refs: readonly string[];
  readonly onlyOn: string | null;
  readonly prediction: { readonly order: string };
  readonly commits: readonly {
    readonly subject: string;
    readonly tie: string;
    readonly copyOf: string | null;
    readonly reverts: string | null;
  }[];
}

/** All experiments that the command lists, those of other branches too. */
export async function listed(repo: GitRepo): Promise<readonly Listed[]> {
  const ran = await kata(repo.path, ['experiment', 'list', '--all-refs', '--json']);
  assert.equal(ran.status, 0, ran.out + ran.err);
  return JSON.parse(ran.out).experiments;
}

/** Runs the command and gives its one JSON document. Throws, with what it said, where it fails. */
export async function done(repo: GitRepo, ...args: string[]) {
  const ran = await kata(repo.path, [...args, '--json']);
  if (ran.status !== 0) throw new Error(ran.out + ran.err);
  return JSON.parse(ran.out);
}

/** Commits as a person does in a terminal: their hooks run. @returns the commit's id. */
export function workOn(repo: GitRepo, subject: string, lines = 4): string {
  const file = `${subject.toLowerCase().replace(/\W+/g, '-')}.txt`;
  repo.write({ [file]: `${subject}\n`.repeat(lines) });
  repo.git('add', '--', file);
  repo.git('commit', '-q', '-m', subject);
  return repo.git('rev-parse', 'HEAD');
}

/** `git rebase -i` with the list of steps changed by `steps` (a sed script) and reworded messages by `words` (a sh script of the file `$1`). */
export function rebaseInteractively(repo: GitRepo, onto: string, steps: string, words = ':'): void {
  repo.gitWith(
    { GIT_SEQUENCE_EDITOR: `sed -i -e '${steps}'`, GIT_EDITOR: `f() { ${words}; }; f` },
    'rebase',
    '-q',
    '-i',
    onto,
  );
}
