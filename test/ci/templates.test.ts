import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

type Map = Readonly<Record<string, unknown>>;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Map;
  readonly env?: Record<string, string>;
}

interface Job {
  readonly permissions?: Map;
  readonly needs?: string;
  readonly if?: string;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: Map;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** Read as YAML 1.1 would not: `on` stays a word. */
const read = <T>(path: string): T => parse(readFileSync(path, 'utf8'), { strict: true, uniqueKeys: true });

const WORKFLOWS = ['docs/ci/github.yml', 'docs/ci/github-forks.yml'] as const;

describe('each template', () => {
  for (const path of [...WORKFLOWS, 'docs/ci/gitlab.yml']) {
    it(`${path} says at its head what is to be put in, and asks for nothing else`, () => {
      const text = readFileSync(path, 'utf8');
      const head = text.slice(0, text.search(/^[^#]/m));
      assert.match(head, /^# Put the account that you take .* in the place of OWNER/m);
      const rest = text.slice(head.length);
      assert.ok(rest.includes('OWNER/improvement-kata'));
      assert.doesNotMatch(rest.replaceAll('OWNER/improvement-kata', ''), /OWNER|TODO|FIXME|<[a-z-]+>/);
    });
  }
});

describe('the templates for GitHub', () => {
  for (const path of WORKFLOWS) {
    const { permissions, jobs } = read<Workflow>(path);

    it(`${path} gives no right to the whole and each job what it needs`, () => {
      assert.deepEqual(permissions, {});
      const rights = Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions]));
      assert.deepEqual(
        rights,
        path.endsWith('forks.yml')
          ? { comment: { actions: 'read', 'pull-requests': 'write' } }
          : { review: { contents: 'read' }, comment: { 'pull-requests': 'write' } },
      );
    });

    it(`${path} sees nothing of the change where it may write, and runs only what is pinned`, () => {
      const writing = Object.values(jobs).filter(({ permissions: own }) =>
        Object.values(own ?? {}).includes('write'),
      );
      assert.equal(writing.length, 1);
      for (const { steps } of writing) {
        assert.deepEqual(
          steps.map(({ uses }) => uses?.replace(/@.*/, '')),
          ['actions/download-artifact', 'OWNER/improvement-kata/action/comment'],
        );
        assert.ok(steps.every(({ run }) => run === undefined));
      }
      const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
      for (const uses of used)
        assert.match(uses, /^(actions\/[\w-]+@[0-9a-f]{40}|OWNER\/improvement-kata(\/action\/comment)?@v1)$/);
      const said = readFileSync(path, 'utf8').match(/uses: actions\/.*/g) ?? [];
      for (const line of said) assert.match(line, /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });
  }

  it('fetch what the merge base needs, of the change itself, and leave no credentials behind', () => {
    const { jobs, on } = read<Workflow>('docs/ci/github.yml');
    assert.equal(on, 'pull_request');
    const checkout = jobs.review?.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
    const { ref, ...rest } = checkout?.with ?? {};
    assert.match(String(ref), /^\$\{\{ github\.event\.pull_request\.head\.sha \}\}$/);
    assert.deepEqual(rest, { 'fetch-depth': 0, 'persist-credentials': false });
    assert.match(jobs.comment?.if ?? '', /head\.repo\.full_name == github\.repository/);
    assert.equal(jobs.comment?.needs, 'review');
  });

  it('never put a name into a script', () => {
    for (const path of [...WORKFLOWS, 'action.yml', 'action/comment/action.yml']) {
      const text = readFileSync(path, 'utf8');
      const { runs, jobs } = read<{ runs?: { steps?: Step[] }; jobs?: Record<string, Job> }>(path);
      const steps = [...(runs?.steps ?? []), ...Object.values(jobs ?? {}).flatMap((job) => job.steps)];
      assert.ok(text.includes('${{'));
      for (const { run } of steps) assert.ok(run === undefined || !run.includes('${{'), run);
    }
  });
});

describe('the template for GitLab', () => {
  interface GitLabJob {
    readonly image?: string;
    readonly extends?: string;
    readonly variables?: Map;
    readonly script?: readonly string[];
    readonly environment?: Map;
  }
  const jobs = read<Record<string, GitLabJob>>('docs/ci/gitlab.yml');

  it('fetches what the merge base needs, and shows the change to no job with the token', () => {
    assert.equal(jobs['kata-review']?.variables?.GIT_DEPTH, 0);
    assert.equal(jobs['kata-comment']?.variables?.GIT_STRATEGY, 'none');
    assert.deepEqual(jobs['kata-comment']?.environment, { name: 'kata-comment', action: 'access' });
    assert.equal(jobs['kata-review']?.environment, undefined);
    assert.deepEqual(
      jobs['kata-comment']?.script?.map((line) => line.split(' ')[0]),
      ['git', 'node'],
    );
    assert.ok(jobs['kata-comment']?.script?.every((line) => !/CI_(COMMIT|MERGE)/.test(line)));
  });

  it('is pinned', () => {
    assert.match(jobs['.kata']?.image ?? '', /^node:\d+\.\d+\.\d+-\w+$/);
    const { variables } = read<{ variables: Record<string, string> }>('docs/ci/gitlab.yml');
    assert.match(variables.KATA_VERSION ?? '', /^v\d+\.\d+\.\d+$/);
  });
});

describe('the actions', () => {
  it('are used as owner/repository, and are no part of what VS Code installs', () => {
    const { runs } = read<{ runs: Map }>('action.yml');
    assert.equal(runs.using, 'composite');
    const { runs: comment } = read<{ runs: Map }>('action/comment/action.yml');
    assert.deepEqual(comment, { using: 'node24', main: 'main.mjs' });
    const packed = readFileSync('.vscodeignore', 'utf8').split('\n');
    assert.ok(packed.includes('**'));
    assert.ok(!packed.some((line) => /^!.*action/.test(line)));
  });
});
