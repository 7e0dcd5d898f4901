import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kata } from '../support/cli';
import { BRANCH, experimentRepo, KATA, PREDICTED, recordOf, X, Y } from '../support/experiment-repo';
import { GitRepo } from '../support/git-repo';
import { withPerson } from '../support/starting';
import { tempFolder } from '../support/temp';

const OBSTACLE = { '.kata/k/obstacles/o-m3w8a-tax.yaml': 'title: Tax\n' };

/** The experiment's branch checked out, with a conflict to be had with main. */
function base(): GitRepo {
  const repo = withPerson(experimentRepo(['Work 1']));
  repo.write(OBSTACLE).commit('Obstacle');
  repo.write({ 'a.txt': 'branch\n' }).commit('Branch');
  repo.git('checkout', '-q', 'main');
  repo.write({ 'a.txt': 'main\n' }).commit('Main');
  repo.git('checkout', '-q', '-b', `kata/k/${Y}-warm`);
  repo.write({ [recordOf(Y)]: PREDICTED }).commit('Predict Y');
  repo.git('checkout', '-q', BRANCH);
  repo.git('config', 'uploadpack.allowFilter', 'true');
  return repo;
}

function cloned(...options: string[]): GitRepo {
  const path = join(tempFolder('kata-clone'), 'clone');
  const origin = base();
  origin.git('clone', '-q', ...options, `file://${origin.path}`, path);
  return withPerson(GitRepo.at(path));
}

function stopped(...command: string[]): GitRepo {
  const repo = base();
  assert.throws(() => repo.git(...command));
  return repo;
}

function prepared(...command: string[]): GitRepo {
  const repo = base();
  repo.git(...command);
  return repo;
}

/** Each state that an everyday repository can be in, and where in it the command runs. */
const STATES: Record<string, () => GitRepo> = {
  plain: base,
  shallow: () => cloned('--depth', '1', '--no-single-branch'),
  'without contents': () => cloned('--filter=blob:none'),
  'without folders': () => cloned('--filter=tree:0'),
  sparse: () => {
    const repo = cloned('--sparse');
    repo.git('sparse-checkout', 'set', '.kata');
    return repo;
  },
  detached: () => prepared('checkout', '-q', '--detach'),
  unborn: () => {
    const repo = withPerson(GitRepo.create());
    return repo.write({ '.kata/k/kata.yaml': KATA, [recordOf()]: PREDICTED, ...OBSTACLE });
  },
  'in a rebase': () => stopped('rebase', '-q', 'main'),
  'in a merge': () => stopped('merge', '-q', 'main'),
  'in a bisect': () => prepared('bisect', 'start', '-q', 'HEAD', 'HEAD~3'),
  'another working tree': () => {
    const repo = base();
    repo.git('checkout', '-q', 'main');
    const path = join(tempFolder('kata-tree'), 'tree');
    repo.git('worktree', 'add', '-q', path, BRANCH);
    return GitRepo.at(path);
  },
  submodule: () => {
    const [inner, outer] = [base(), withPerson(GitRepo.create())];
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', '-b', BRANCH, inner.path, 'sub');
    return withPerson(GitRepo.at(join(outer.path, 'sub')));
  },
  bare: () => cloned('--bare'),
  'SHA-256': () => {
    const repo = withPerson(GitRepo.create('--object-format=sha256'));
    repo.write({ '.kata/k/kata.yaml': KATA, ...OBSTACLE });
    repo.commit('Start');
    repo.git('checkout', '-q', '-b', `kata/k/${Y}-warm`);
    repo.write({ [recordOf(Y)]: PREDICTED }).commit('Predict Y');
    repo.git('checkout', '-q', 'main');
    repo.git('checkout', '-q', '-b', BRANCH);
    repo.write({ [recordOf()]: PREDICTED }).commit('Predict');
    return repo;
  },
  'somebody else’s': base,
  'no repository': () =>
    GitRepo.at(tempFolder('kata-none')).write({
      '.kata/k/kata.yaml': KATA,
      [recordOf()]: PREDICTED,
      ...OBSTACLE,
    }),
};

const RESULT = ['experiment', 'result', X, '--happened', 'It fell'];

/** What the command can be asked; those that write run in a copy. */
const READS: Record<string, readonly string[]> = {
  list: ['list'],
  show: ['show'],
  'show --rev': ['show', '--rev', 'HEAD'],
  'experiment list': ['experiment', 'list', '--all-refs'],
  'corner list': ['corner', 'list'],
  check: ['check'],
  'check --base': ['check', '--base', 'HEAD'],
  review: ['review', '--base', 'HEAD'],
  'hook status': ['hook', 'status'],
};
const WRITES: Record<string, readonly string[]> = {
  start: ['experiment', 'start', '--step', 'Try', '--expect', 'Faster'],
  result: RESULT,
  'result --commit': [...RESULT, '--commit'],
  finish: ['experiment', 'finish', X, '--outcome', 'refuted'],
  'finish --commit': ['experiment', 'finish', X, '--outcome', 'refuted', '--commit'],
  carry: ['experiment', 'carry', Y],
  attach: ['experiment', 'attach', X, 'HEAD'],
  obstacle: ['obstacle', 'set', 'o-m3w8a', 'addressing'],
  'hook install': ['hook', 'install'],
  'refs push': ['refs', 'push'],
};

/** A copy with all that belongs to it: linked folders name each other by their places, so these stay where they are. */
function copyOf(repo: GitRepo, make: () => GitRepo, alone: boolean): GitRepo {
  if (!alone) return make();
  const path = join(tempFolder('kata-state'), 'repo');
  cpSync(repo.path, path, { recursive: true, preserveTimestamps: true });
  return GitRepo.at(path);
}

/** A git that says what it says of a repository of somebody else. */
function distrusting(): string {
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const folder = tempFolder('kata-git');
  const pretend = `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec '${real}' "$@"\n`;
  writeFileSync(join(folder, 'git'), pretend, { mode: 0o755 });
  return `${folder}:${process.env.PATH}`;
}

const IN_PROGRESS = commits('experiment/in-progress');
const NO_REMOTE = { 'refs push': 'experiment/no-remote' };

function commits(code: string): Readonly<Record<string, string>> {
  const asked = ['start', 'result --commit', 'finish --commit', 'carry'];
  return Object.fromEntries(asked.map((name) => [name, code]));
}

/** What needs git at all. */
function git(code: string): Readonly<Record<string, string>> {
  const without = ['list', 'show', 'experiment list', 'check', 'result', 'finish', 'obstacle'];
  const names = [...Object.keys(READS), ...Object.keys(WRITES)].filter((name) => !without.includes(name));
  return Object.fromEntries(names.map((name) => [name, code]));
}

interface Expected {
  /** What is refused, each with its code; all else has a value. */
  readonly refused: Readonly<Record<string, string>>;
  /** What the board says is not known; null where all is. */
  readonly why: RegExp | null;
}

const EXPECTED: Record<string, Expected> = {
  plain: { refused: NO_REMOTE, why: null },
  shallow: { refused: {}, why: /^History is cut off at / },
  // What is here is told; the versions of records that are not are counted where the order needs them.
  'without contents': { refused: {}, why: null },
  'without folders': { refused: { carry: 'git/missing-object' }, why: /leaves folders out/ },
  sparse: { refused: {}, why: null },
  detached: {
    refused: { ...NO_REMOTE, ...commits('experiment/detached'), start: '' },
    why: /HEAD is on no branch/,
  },
  unborn: {
    refused: {
      ...NO_REMOTE,
      ...commits('experiment/no-commit'),
      carry: 'experiment/not-there',
      'show --rev': 'git/no-revision',
      'check --base': 'git/no-revision',
      review: 'git/no-revision',
      attach: 'git/no-revision',
    },
    why: /There is no commit yet/,
  },
  'in a rebase': { refused: { ...NO_REMOTE, ...IN_PROGRESS }, why: /in the middle of a rebase/ },
  'in a merge': { refused: { ...NO_REMOTE, ...IN_PROGRESS }, why: /in the middle of a merge/ },
  'in a bisect': { refused: { ...NO_REMOTE, ...IN_PROGRESS }, why: /in the middle of a bisect/ },
  'another working tree': { refused: NO_REMOTE, why: null },
  submodule: { refused: {}, why: null },
  bare: {
    refused: {
      ...Object.fromEntries(
        [...Object.keys(READS), ...Object.keys(WRITES)].map((name) => [name, 'git/no-working-tree']),
      ),
      'show --rev': '',
      'hook status': '',
      'hook install': '',
      'refs push': '',
    },
    why: null,
  },
  'SHA-256': { refused: NO_REMOTE, why: null },
  'somebody else’s': { refused: git('git/dubious-ownership'), why: /does not trust/ },
  'no repository': { refused: git('git/no-repository'), why: /is in no git repository/ },
};

/** An answer that says nothing would pass for one that has nothing to say. */
function saysSomething(name: string, answer: Answer, { why }: Expected): void {
  if (name === 'list') assert.equal(answer.katas?.length, 1);
  if (name.startsWith('show')) assert.equal(answer.slug, 'k');
  if (name === 'experiment list') assert.ok(answer.experiments?.some(({ id }) => id === X));
  if (name === 'show' || name === 'experiment list') {
    if (why === null) assert.equal(answer.history?.why, null);
    else assert.match(answer.history?.why ?? '', why);
  }
}

interface Answer {
  readonly error?: { readonly code: string; readonly message: string; readonly mend: string };
  readonly katas?: readonly object[];
  readonly slug?: string;
  readonly experiments?: readonly { readonly id: string }[];
  readonly history?: { readonly why: string | null };
}

async function ask(repo: GitRepo, args: readonly string[], path: string | undefined) {
  const before = process.env.PATH;
  if (path !== undefined) process.env.PATH = path;
  try {
    const { status, out } = await kata(repo.path, [...args, '--json']);
    const answer: Answer = JSON.parse(out);
    return { status, answer };
  } finally {
    process.env.PATH = before;
  }
}

describe('each command in each state of a repository: a value or a named message', function () {
  this.timeout(120_000);
  for (const [state, make] of Object.entries(STATES)) {
    const expected = EXPECTED[state];
    it(state, async () => {
      assert.ok(expected);
      const repo = make();
      const path = state.startsWith('somebody') ? distrusting() : undefined;
      const isAlone = !['another working tree', 'submodule'].includes(state);
      for (const [name, args] of [...Object.entries(READS), ...Object.entries(WRITES)]) {
        const at = name in READS ? repo : copyOf(repo, make, isAlone);
        const { status, answer } = await ask(at, args, path);
        const what = `${name}: ${JSON.stringify(answer)}`;
        assert.equal(answer.error?.code ?? '', expected.refused[name] ?? '', what);
        if (answer.error === undefined) saysSomething(name, answer, expected);
        else {
          assert.ok([3, 4, 5].includes(status), what);
          assert.match(`${answer.error.message} ${answer.error.mend}`, /^\S.+\. .+[.]$/s, what);
        }
      }
    });
  }
});
