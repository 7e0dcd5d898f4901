import assert from 'node:assert/strict';
import { checkHome } from '../../src/core/check/check';
import { loadHomes } from '../../src/core/load/load-homes';
import { workingTreeFiles } from '../../src/files/working-tree';
import { checkedCorners, likelyAsked } from '../../src/git/check-corners';
import { readCorners } from '../../src/git/corners/corner-index';
import { EverStood } from '../../src/git/ever-stood';
import { markersIn } from '../../src/git/markers';
import { openRepository } from '../../src/git/repository';
import { kata } from '../support/cli';
import { GitRepo } from '../support/git-repo';

const today = '2026-11-24';
const MARK = ['KATA', 'CORNER'].join('-');
const marker = (id: string) => `// ${MARK}(${id}): words\n`;
const path = (id: string) => `.kata/k/experiments/${id}.yaml`;
const kataText = (state: string) =>
  `kata: 1\ntitle: T\nchallenge: C\ntargets:\n  - { id: one, state: ${state}, achieveBy: 2026-12-20, values: { p: 1 } }\nmetrics: [{ id: p }]\n`;
const record = (corner: string, more = 'started: 2026-11-20\nexpect: E\n') =>
  `step: S\ntarget: one\n${more}corners:\n  - ${corner}\n`;
const DONE = 'started: 2026-11-01\nexpect: E\nhappened: H\nlearned: L\nfinished: 2026-11-05\n';

/** A corner of each kind, committed on main. */
function repoOfCorners(): GitRepo {
  const repo = GitRepo.create();
  repo.write({
    '.kata/k/kata.yaml': kataText('active'),
    [path('x-aaaaa')]: record('{ id: c-aaaaa, what: Late, plan: P, until: 2026-11-10 }'),
    [path('x-bbbbb')]: record('{ id: c-bbbbb, what: No plan }'),
    [path('x-ccccc')]: record('{ id: c-ccccc, what: Left, plan: P }', `${DONE}outcome: refuted\n`),
    [path('x-ddddd')]: record('{ id: c-ddddd, what: Nowhere, plan: P }'),
    [path('x-eeeee')]: record(
      '{ id: c-eeeee, what: Fine, plan: P, until: 2026-12-20 }',
      `${DONE}outcome: confirmed\n`,
    ),
    [path('x-fffff')]: record('{ id: c-fffff, what: Kept, kept: So be it, until: 2026-11-01 }'),
    'src/a.js': ['c-aaaaa', 'c-bbbbb', 'c-ccccc', 'c-eeeee', 'c-fffff', 'c-zzzzz'].map(marker).join(''),
  });
  repo.commit('Corners');
  return repo;
}

const ALL = [
  'corner/left-behind x-ccccc.yaml',
  'corner/no-plan x-bbbbb.yaml',
  'corner/orphan a.js',
  'corner/overdue x-aaaaa.yaml',
  'corner/unmarked x-ddddd.yaml',
];

async function told(repo: GitRepo, ...args: string[]): Promise<string[]> {
  const ran = await kata(repo.path, ['check', '--json', ...args], { today });
  const { problems, error }: { problems: { code: string; path: string }[]; error?: object } = JSON.parse(
    ran.out,
  );
  assert.equal(error, undefined, ran.out);
  return problems
    .filter(({ code }) => code.startsWith('corner/'))
    .map((one) => `${one.code} ${one.path.split('/').at(-1)}`)
    .sort();
}

/** What the rules say of corners by all that history knows, and by what they need of it. */
async function bothWays(repo: GitRepo) {
  const homes = await loadHomes(workingTreeFiles(repo.path));
  const repository = await openRepository(repo.path);
  const whole = await readCorners(repo.path, homes, { today });
  const lean = await checkedCorners(repository, homes, await markersIn(repository, null), {
    today,
    at: null,
  });
  const problems = (corners: { readonly corners: typeof whole.corners }) =>
    homes.flatMap((home) => checkHome(home, { today, corners }));
  return [problems(lean), problems(whole)] as const;
}

describe('kata check on corners', () => {
  it('finds each kind once, weighed as config.yaml says', async () => {
    const repo = repoOfCorners();
    assert.deepEqual(await told(repo), ALL);
    const unmarked = 'corner/unmarked x-ddddd.yaml';
    repo.git('checkout', '-q', '-b', 'cleaned');
    repo.commit('Done elsewhere\n\nKata-Cleans: c-ddddd');
    assert.deepEqual(
      await told(repo),
      ALL.filter((one) => one !== unmarked),
    );
    repo.git('checkout', '-q', 'main');
    repo.git('branch', '-q', '-D', 'cleaned');
    repo.write({
      '.kata/config.yaml': 'check: { corner/overdue: error, corner/orphan: error, corner/no-plan: off }\n',
    });
    const ran = await kata(repo.path, ['check'], { today });
    assert.equal(ran.status, 1);
    assert.match(ran.err, /^2 errors, /);
    assert.match(ran.out, /^src\/a\.js:6:1: error: .*c-zzzzz.* \[corner\/orphan\]$/m);
    assert.ok(!ran.out.includes('corner/no-plan'));
    repo.write({ '.kata/config.yaml': 'ignore: [src/**]\n' });
    assert.ok(!(await told(repo)).includes('corner/orphan a.js'));
  });

  it('asks history no more than the rules need, and says the same', async () => {
    const repo = repoOfCorners();
    const same = async () => {
      const [lean, whole] = await bothWays(repo);
      assert.deepEqual(lean, whole);
      return lean.map(({ code }) => code);
    };
    assert.ok((await same()).includes('corner/unmarked'));
    repo.write({ 'src/a.js': marker('c-bbbbb') }).commit('Clean up\n\nKata-Cleans: c-ddddd');
    assert.ok(!(await same()).includes('corner/unmarked'));
    repo.write({ 'src/a.js': '' });
    await same();
    repo.commit('All gone');
    await same();
    repo.write({
      [path('x-ggggg')]: record(
        '{ id: c-ggggg, what: By path, plan: P, path: limits.json, until: 2026-11-01 }',
      ),
    });
    assert.ok((await same()).includes('corner/overdue'));
    repo.commit('Done\n\nKata-Cleans: c-ggggg');
    assert.ok(!(await same()).includes('corner/overdue'));
  });

  it('begins to search history where it will be asked, and ends what it began where it is not', async () => {
    const repo = repoOfCorners();
    const repository = await openRepository(repo.path);
    const standing = await markersIn(repository, null);
    const planned = record('{ id: c-ddddd, what: Nowhere }');
    assert.equal(likelyAsked([planned], standing), true);
    assert.equal(likelyAsked([planned, record('{ id: c-aaaaa }')], []), true);
    assert.equal(likelyAsked([record('{ id: c-aaaaa, what: Late }')], standing), false);
    const ended = `${DONE}outcome: confirmed\n`;
    assert.equal(likelyAsked([record('{ id: c-ddddd, what: Cleaned }', ended)], standing), false);
    assert.equal(likelyAsked([record('{ id: c-ddddd, path: limits.json }', ended)], standing), true);

    const homes = await loadHomes(workingTreeFiles(repo.path));
    const states = async (search: EverStood | null) => {
      const how = { today, at: null, search };
      const { corners } = await checkedCorners(repository, homes, standing, how);
      return corners.map(({ id, state }) => `${id} ${state}`);
    };
    assert.deepEqual(await states(new EverStood(repository.git)), await states(null));
    repo.write({ [path('x-ddddd')]: null });
    const left = await loadHomes(workingTreeFiles(repo.path));
    const did: string[] = [];
    const search = {
      ids: async () => {
        did.push('asked');
        return new Set<string>();
      },
      stop: () => void did.push('ended'),
    };
    await checkedCorners(repository, left, standing, { today, at: null, search });
    assert.deepEqual(did, ['ended']);
  });

  it("with a base tells nobody of somebody else's, though files are edited, moved and renamed", async () => {
    const repo = repoOfCorners();
    repo.git('checkout', '-q', '-b', 'change');
    assert.deepEqual(await told(repo, '--base', 'main'), []);
    repo.git('mv', 'src/a.js', 'src/b.js');
    repo.commit('Renamed');
    assert.deepEqual(await told(repo, '--base', 'main'), []);
    const edited = record('{ id: c-aaaaa, what: Later, plan: Q, until: 2026-11-11 }');
    repo.write({ [path('x-aaaaa')]: `# a line\n${edited}`, 'src/c.js': `// a line\n${marker('c-eeeee')}` });
    assert.deepEqual(await told(repo, '--base', 'main'), []);
  });

  it('with a base tells of what the change brought, in records that it did not touch too', async () => {
    const repo = repoOfCorners();
    repo.git('checkout', '-q', '-b', 'change');
    const brought = async (files: Record<string, string | null>) => {
      repo.write(files);
      const found = await told(repo, '--base', 'main');
      repo.git('checkout', '-q', '--', '.');
      repo.git('clean', '-fdq');
      return found;
    };
    assert.deepEqual(await brought({ 'src/c.js': marker('c-yyyyy') }), ['corner/orphan c.js']);
    assert.deepEqual(await brought({ [path('x-bbbbb')]: null }), ['corner/orphan a.js']);
    assert.deepEqual(await brought({ 'src/d.js': marker('c-ddddd') }), []);
    const reached = ['aaaaa', 'bbbbb', 'eeeee'].map((id) => `corner/uncleaned x-${id}.yaml`);
    assert.deepEqual(await brought({ '.kata/k/kata.yaml': kataText('reached') }), reached);
    const refuted = record(
      '{ id: c-eeeee, what: Fine, plan: P, until: 2026-12-20 }',
      `${DONE}outcome: refuted\n`,
    );
    assert.deepEqual(await brought({ [path('x-eeeee')]: refuted }), ['corner/left-behind x-eeeee.yaml']);
    const unmarked = record('{ id: c-hhhhh, what: New, plan: P }');
    assert.deepEqual(await brought({ [path('x-hhhhh')]: unmarked }), ['corner/unmarked x-hhhhh.yaml']);
  });
});
