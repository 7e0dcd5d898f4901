import assert from 'node:assert/strict';
import { checkHome } from '../../../src/core/check/check';
import { compareProblems, type ProblemSide } from '../../../src/core/check/compare';
import { loadHomes } from '../../../src/core/load/load-homes';
import { FOLDER, type KataTexts, RICH } from '../../support/katas';
import { memoryFiles } from '../../support/memory-files';

async function sideOf(texts: KataTexts, folder = FOLDER, today = '2027-03-01'): Promise<ProblemSide> {
  const files = Object.entries(texts).map(([name, text]) => [`${folder}/${name}`, text] as const);
  const homes = await loadHomes(memoryFiles(Object.fromEntries(files)));
  return { homes, problems: homes.flatMap((home) => checkHome(home, { today })) };
}

const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code);
const changed = (name: string, change: (text: string) => string): KataTexts => ({
  ...RICH,
  [name]: change(RICH[name] ?? ''),
});

describe('the problems that a change brought', () => {
  it('none between a state and itself, however many there are', async () => {
    const side = await sideOf(RICH);
    assert.ok(side.problems.length > 1, String(side.problems.length));
    assert.deepEqual(compareProblems(side, side), { brought: [], mended: [] });
  });

  it('a new one alone, and a mended one, though all others moved by lines and places', async () => {
    const before = await sideOf(RICH);
    const after = await sideOf(
      changed('kata.yaml', (text) =>
        text
          .replace('northStar: >-\n', 'northStar: >-\n\n')
          .replace('targets:\n', 'targets:\n  - { id: first, title: F, state: reached }\n')
          .replace('better: lower, kind: process', 'better: sideways, kind: process'),
      ),
    );
    assert.deepEqual(codes(compareProblems(before, after).brought), ['schema/value']);
    assert.deepEqual(codes(compareProblems(after, before).mended), ['schema/value']);
    assert.ok(codes(before.problems).includes('target/overdue'));
    assert.deepEqual(codes(compareProblems(after, before).brought), []);
  });

  it('a renamed file keeps its problems; a record without an id is told by its path', async () => {
    const broken = { 'obstacles/o-abcde-one.yaml': 'title: [x]\n', 'obstacles/none.yaml': 'title: [x]\n' };
    const renamed = { 'obstacles/o-abcde-two.yaml': 'title: [x]\n', 'obstacles/other.yaml': 'title: [x]\n' };
    const [before, after] = [await sideOf({ ...RICH, ...broken }), await sideOf({ ...RICH, ...renamed })];
    const { brought, mended } = compareProblems(before, after);
    assert.deepEqual(
      brought.map(({ path }) => path.split('/').at(-1)),
      ['other.yaml', 'other.yaml'],
    );
    assert.deepEqual(
      mended.map(({ path }) => path.split('/').at(-1)),
      ['none.yaml', 'none.yaml'],
    );
  });

  it('a kata whose folder was renamed brings nothing', async () => {
    const [before, after] = [await sideOf(RICH), await sideOf(RICH, '.kata/quick-checkout')];
    const moved = new Map([[FOLDER, '.kata/quick-checkout']]);
    assert.deepEqual(compareProblems(before, after, moved), { brought: [], mended: [] });
    assert.notDeepEqual(compareProblems(before, after), { brought: [], mended: [] });
  });

  it('of several alike, as many as there are more of', async () => {
    const key = (count: number) =>
      changed('obstacles/o-5hx7w-load-test.yaml', (text) => `${text}${'extra: 1\n'.repeat(count)}`);
    const [one, three] = [await sideOf(key(2)), await sideOf(key(4))];
    const count = (problems: readonly { code: string }[]) =>
      codes(problems).filter((code) => code === 'file/duplicate-key').length;
    const more = count(three.problems) - count(one.problems);
    assert.ok(more > 0);
    assert.equal(count(compareProblems(one, three).brought), more);
  });
});
