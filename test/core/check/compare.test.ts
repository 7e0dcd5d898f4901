import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkHome } from '../../../src/core/check/check';
import { compareProblems, type ProblemSide } from '../../../src/core/check/compare';
import { loadHomes } from '../../../src/core/load/load-homes';
import { memoryFiles } from '../../support/memory-files';
import { runs } from '../../support/runs';

type Texts = Readonly<Record<string, string>>;

const today = '2026-11-24';
const KATA = 'kata: 1\ntitle: T\nchallenge: C\n';
const target = (id: string, by: string) => `  - { id: ${id}, title: T, achieveBy: ${by}, state: active }\n`;

async function side(files: Texts, asFound: boolean): Promise<ProblemSide> {
  const homes = await loadHomes(memoryFiles(files));
  return { homes, problems: homes.flatMap((home) => checkHome(home, { today, asFound })) };
}

/** The codes and fields of what a change from `base` to `head` brought and mended. */
async function change(base: Texts, head: Texts) {
  const { brought, mended } = compareProblems(await side(base, true), await side(head, false));
  const told = (problems: typeof brought) =>
    problems.map(({ code, path, field }) => `${path} ${code} ${field}`);
  return { brought: told(brought), mended: told(mended) };
}

const NOTHING = { brought: [], mended: [] };
const PATH = '.kata/a/kata.yaml';
const late = (...lines: string[]) => ({ [PATH]: `${KATA}targets:\n${lines.join('')}` });

describe('problems of two states', () => {
  it('are the same where only lines, numbers of items, files or folders moved', async () => {
    const overdue = target('old', '2026-11-01');
    const planned = '  - { id: next, title: N, state: planned }\n';
    assert.deepEqual(await change(late(overdue), late(planned, `# a line\n${overdue}`)), NOTHING);
    const obstacle = 'title: O\ntarget: none\n';
    const from = { [PATH]: KATA, '.kata/a/obstacles/o-m3w8a-first.yaml': obstacle };
    const to = { [PATH]: KATA, '.kata/a/obstacles/o-m3w8a-second.yaml': `note: N\n${obstacle}` };
    assert.deepEqual(await change(from, to), NOTHING);
  });

  it('are another where the record, the field or the code is', async () => {
    const from = late(target('one', '2026-11-01'));
    const to = late(target('two', '2026-11-01'));
    const { brought, mended } = await change(from, to);
    assert.ok(brought.includes(`${PATH} target/overdue targets.0.achieveBy`), brought.join('\n'));
    assert.equal(brought.length, mended.length);
    const moved = await change(late(target('one', '2026-11-01')), late(target('one', '2026-11-25')));
    assert.deepEqual(moved.brought, [`${PATH} target/horizon targets.0.achieveBy`]);
    assert.deepEqual(moved.mended, [`${PATH} target/overdue targets.0.achieveBy`]);
  });

  it('that are alike are counted, and those are new that look least like the old', async () => {
    const experiment = (step: string) => `title: ${step}\nstep: S\nobstacle: o-zzzzz\n`;
    const path = (name: string) => `.kata/a/experiments/${name}.yaml`;
    const from = { [PATH]: KATA, [path('x-7f3kq-b')]: experiment('B') };
    const to = { ...from, [path('x-7f3kq-a')]: experiment('A') };
    const { brought, mended } = await change(from, to);
    assert.deepEqual(
      brought.filter((line) => line.includes('ref/obstacle')),
      [`${path('x-7f3kq-a')} ref/obstacle obstacle`],
    );
    assert.deepEqual(mended, []);
    const points = (...values: string[]) => ({
      [PATH]: `${KATA}metrics: [{ id: m, title: M }]\n`,
      '.kata/a/measurements/m/2026-11.yaml': values.map((value) => `- { value: ${value} }\n`).join(''),
    });
    const more = await change(points('1', '2'), points('1', '2', '3'));
    assert.deepEqual(more.brought, ['.kata/a/measurements/m/2026-11.yaml schema/required 2.at']);
    assert.deepEqual((await change(points('1', '2', '3'), points('1', '2'))).mended.length, 1);
  });

  it('are not brought by a rule that is switched on, and are weighed as head says', async () => {
    const config = (severity: string) => ({
      ...late(target('old', '2026-11-01')),
      '.kata/config.yaml': `check: { target/overdue: ${severity} }\n`,
    });
    assert.deepEqual(await change(config('off'), config('error')), NOTHING);
    const fresh = await side(config('error'), false);
    const { brought } = compareProblems(await side({}, true), fresh);
    assert.deepEqual(brought.find(({ code }) => code === 'target/overdue')?.severity, 'error');
  });

  it('follow a kata whose folder was renamed', async () => {
    const from = await side({ '.kata/a/kata.yaml': KATA }, true);
    const to = await side({ '.kata/b/kata.yaml': KATA }, false);
    assert.equal(compareProblems(from, to).brought.length, 1);
    const moved = compareProblems(from, to, new Map([['.kata/a', '.kata/b']]));
    assert.deepEqual(moved, NOTHING);
  });

  it('of a state and itself are none, however its lines are mixed', async () => {
    const lines = fc.shuffledSubarray(
      ['a', 'b', 'c', 'd', 'd'].map((id) => target(id, id < 'c' ? '2026-11-01' : '2029-01-01')),
    );
    await fc.assert(
      fc.asyncProperty(lines, lines, async (one, two) => {
        assert.deepEqual(await change(late(...one), late(...one)), NOTHING);
        const { brought } = await change(late(...one), late(...two));
        const told = brought.filter((line) => line.includes(' target/overdue ')).length;
        const fresh = two.filter((line) => line.includes('2026-11-01') && !one.includes(line)).length;
        assert.equal(told, fresh);
      }),
      { numRuns: runs(100) },
    );
  });
});
