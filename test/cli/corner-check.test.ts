import assert from 'node:assert/strict';
import { kata } from '../support/cli';
import { C, CONFIRMED, code, cornerRepo, D, mark, RECORD, REFUTED, record } from '../support/corner-repo';
import { KATA } from '../support/experiment-repo';
import { GitRepo } from '../support/git-repo';

/** What `kata check` says of corners: `code path:line` each, sorted. */
async function found(repo: GitRepo, ...args: string[]): Promise<string[]> {
  const ran = await kata(repo.path, ['check', '--json', ...args]);
  const problems: { code: string; path: string; line: number }[] = JSON.parse(ran.out).problems;
  return problems
    .filter(({ code }) => code.startsWith('corner/'))
    .map(({ code, path, line }) => `${code} ${path}:${line}`)
    .sort();
}

/** An entry's lines, with a plan unless another is given. */
const entry = (id: string, more = '    plan: Subscribe\n') => `  - id: ${id}\n    what: W\n${more}`;
const withCorners = (entries: string, state?: string) => `${record([], state)}corners:\n${entries}`;

describe('kata check on corners', () => {
  it('says nothing of a corner that is open with a plan, cleaned, or kept', async () => {
    const repo = cornerRepo();
    repo.write({
      [RECORD]: withCorners(
        entry(C) + entry(D) + entry('c-h77ye', '    kept: It works\n    until: 2026-01-01\n'),
      ),
      'b.js': code(D),
      'c.js': code('c-h77ye'),
    });
    repo.commit('Cut');
    repo.write({ 'b.js': code(null) }).commit('Clean');
    assert.deepEqual(await found(repo), []);
  });

  it('corner/no-plan, corner/overdue and corner/unmarked at the entry', async () => {
    const repo = cornerRepo();
    const late = entry(C, '    until: 2026-11-23\n');
    repo.write({ [RECORD]: withCorners(late + entry(D)) });
    assert.deepEqual(await found(repo), [
      `corner/no-plan ${RECORD}:6`,
      `corner/overdue ${RECORD}:7`,
      `corner/unmarked ${RECORD}:8`,
    ]);
    assert.deepEqual(await found(repo, '--today', '2026-11-23'), [
      `corner/no-plan ${RECORD}:6`,
      `corner/unmarked ${RECORD}:8`,
    ]);
  });

  it('corner/orphan at the marker, once, and never where ignored', async () => {
    const repo = cornerRepo();
    repo.write({ [RECORD]: withCorners(entry(C)), 'b.js': `\n# ${mark(D)}\n`, 'docs/x.md': mark('c-h77ye') });
    repo.write({ 'c.js': mark(D), '.kata/config.yaml': 'ignore: [docs/**]\n' });
    assert.deepEqual(await found(repo), ['corner/orphan b.js:2']);
    repo.write({ '.kata/config.yaml': 'ignore: [docs, c.js, b.js]\n' });
    assert.deepEqual(await found(repo), []);
    repo.write({ '.kata/config.yaml': 'check: { corner/orphan: off }\n' });
    assert.deepEqual(await found(repo), []);
  });

  it('corner/orphan is told by one home only, the nearest', async () => {
    const repo = GitRepo.create();
    repo.write({
      '.kata/k/kata.yaml': KATA,
      'packages/p/.kata/k/kata.yaml': KATA,
      'packages/p/a.js': mark(C),
      'b.js': mark(D),
      'packages/p/.kata/config.yaml': 'check: { corner/orphan: error }\n',
    });
    assert.deepEqual(await found(repo), ['corner/orphan b.js:1', 'corner/orphan packages/p/a.js:1']);
    const ran = await kata(repo.path, ['check', '--json']);
    assert.equal(JSON.parse(ran.out).errors, 1);
  });

  it('corner/left-behind where the experiment was thrown away, corner/uncleaned where its target was reached', async () => {
    const thrown = cornerRepo();
    thrown.write({ [RECORD]: withCorners(entry(C), REFUTED) });
    assert.deepEqual(await found(thrown), [`corner/left-behind ${RECORD}:7`]);
    thrown.write({ 'a.js': code(null) }).commit('Away');
    assert.deepEqual(await found(thrown), []);

    const reached = cornerRepo();
    const target = '  - { id: t, title: T, achieveBy: 2026-11-20, state: reached }\n';
    reached.write({
      '.kata/k/kata.yaml': `${KATA}targets:\n${target}`,
      [RECORD]: `target: t\n${withCorners(entry(C), CONFIRMED)}`,
    });
    assert.deepEqual(await found(reached), [`corner/uncleaned ${RECORD}:8`]);
    reached.write({ [RECORD]: `target: t\n${withCorners(entry(C, '    kept: Fine\n'), CONFIRMED)}` });
    assert.deepEqual(await found(reached), []);
  });

  it('asks nothing where there is no repository', async () => {
    const repo = cornerRepo();
    repo.write({ [RECORD]: withCorners(entry(D)) });
    assert.equal((await found(repo)).length > 0, true);
    repo.write({ '.git/HEAD': 'broken' });
    const ran = await kata(repo.path, ['check', '--json']);
    assert.equal(ran.out.includes('corner/'), false);
  });
});

describe('lists with corners', () => {
  it('kata list counts open and overdue ones, kata experiment list tells the phase', async () => {
    const repo = cornerRepo([C], CONFIRMED);
    const phase = async () => {
      const ran = await kata(repo.path, ['experiment', 'list', '--json']);
      return JSON.parse(ran.out).experiments[0].phase;
    };
    const counts = async () => JSON.parse((await kata(repo.path, ['list', '--json'])).out).katas[0].corners;
    assert.equal(await phase(), 'cleaning');
    assert.deepEqual(await counts(), { open: 1, overdue: 0 });
    assert.match((await kata(repo.path, ['list'])).out, /corners {6}1 open\n/);
    assert.match((await kata(repo.path, ['experiment', 'list'])).out, /corners to clean/);
    repo.write({ [RECORD]: withCorners(entry(C, '    until: 2026-01-01\n'), REFUTED) });
    assert.equal(await phase(), 'toRemove');
    assert.deepEqual(await counts(), { open: 1, overdue: 1 });
    repo.write({ [RECORD]: record([C], CONFIRMED), 'a.js': code(null) }).commit('Clean');
    assert.equal(await phase(), 'clean');
    assert.deepEqual(await counts(), { open: 0, overdue: 0 });
  });

  it('kata experiment list ties the commit that cleaned a corner to its experiment', async () => {
    const repo = cornerRepo([C], CONFIRMED);
    repo.write({ 'a.js': code(null) }).commit('Clean');
    const ran = await kata(repo.path, ['experiment', 'list', '--json']);
    const [{ commits }] = JSON.parse(ran.out).experiments;
    const [first] = commits.filter(({ subject }: { subject: string }) => subject === 'Clean');
    assert.equal(first?.tie, 'clean');
  });
});

describe('this project', () => {
  it('is clean by its own check: its tests quote markers, its own corners are real', async () => {
    const ran = await kata(process.cwd(), ['check', '--json']);
    const { errors, problems } = JSON.parse(ran.out);
    const said = problems.map(
      ({ code, path, message }: Record<string, string>) => `${path} ${code} ${message}`,
    );
    assert.deepEqual([errors, said], [0, []]);
  });
});
