import assert from 'node:assert/strict';
import { applyChange } from '../../../src/core/edits/apply';
import type { Plan } from '../../../src/core/edits/change';
import { type CutPlace, planCornerCutAt } from '../../../src/core/edits/corner-cut';
import { planCornerCut, planCornerKeep } from '../../../src/core/edits/corners';
import { loadHomes } from '../../../src/core/load/load-homes';
import { C, D, mark, RECORD, record } from '../../support/corner-repo';
import { KATA, X } from '../../support/experiment-repo';
import { memoryFiles } from '../../support/memory-files';

const CODE = 'function a() {\r\n    return 1;\r\n}';
const PLACE: CutPlace = {
  kind: 'line',
  path: 'src/a.js',
  line: 2,
  anchor: '    return 1;',
  comment: { kind: 'line', start: '//' },
};

async function kata(corners: readonly string[] = []) {
  const homes = await loadHomes(memoryFiles({ '.kata/k/kata.yaml': KATA, [RECORD]: record(corners) }));
  const [one] = homes.flatMap(({ katas }) => katas);
  assert.ok(one);
  return one;
}

/** The texts that a plan leaves. */
function applied(plan: Plan, texts: Readonly<Record<string, string>>): Record<string, string | null> {
  assert.ok(plan.ok, JSON.stringify(plan));
  const done = applyChange(plan.change, (path) => texts[path]);
  assert.ok(done.ok, JSON.stringify(done));
  return Object.fromEntries(done.files.map(({ path, after }) => [path, after]));
}

const refusalOf = (plan: Plan) => (plan.ok ? 'ok' : plan.code);
const random = (draws: readonly number[]) => {
  let at = 0;
  return () => draws[at++ % draws.length] ?? 0;
};

describe('plans for corners', () => {
  it('cut: entry and marker in one change, indented as the line, with its ending', async () => {
    const given = { what: ' Rates never\n expire ', why: 'No feed', until: '2026-12-11', owner: ' ' };
    const plan = planCornerCutAt(await kata(), X, given, PLACE, { random: random([0.3, 0.4, 0.5]) });
    assert.ok(plan.ok);
    const id = plan.created ?? '';
    const files = applied(plan, { [RECORD]: record([]), 'src/a.js': CODE });
    const code = `    // ${mark(id, 'Rates never expire')}\r\n`;
    assert.equal(files['src/a.js'], `function a() {\r\n${code}    return 1;\r\n}`);
    const text = files[RECORD] ?? '';
    assert.ok(text.startsWith(record([])), text);
    assert.match(
      text,
      new RegExp(
        `corners:\\n {2}- id: ${id}\\n {4}what: .*\\n[^]* {4}why: No feed\\n {4}until: 2026-12-11\\n$`,
      ),
    );
    assert.deepEqual(plan.notes, ['How will it be cleaned up? Write a plan.']);
  });

  it('cut: where no comment is possible the entry has the path, and the code stays', async () => {
    const plan = planCornerCutAt(
      await kata([C]),
      X,
      { what: 'W', plan: 'P' },
      { kind: 'path', path: 'a.json' },
      { random: () => 0.4 },
    );
    const files = applied(plan, { [RECORD]: record([C]) });
    assert.deepEqual(Object.keys(files), [RECORD]);
    assert.match(files[RECORD] ?? '', /what: W\n {4}plan: P\n {4}path: a.json\n$/);
  });

  it('cut: gives no id that a record, the code or another branch has', async () => {
    const letters = '0123456789abcdefghjkmnpqrstvwxyz';
    const draw = (id: string) => [...id.slice(2)].map((letter) => (letters.indexOf(letter) + 0.5) / 32);
    const draws = random([...draw(C), ...draw(D), ...draw('c-h77ye')]);
    const plan = planCornerCutAt(await kata([C]), X, { what: 'W' }, PLACE, { random: draws, taken: [D] });
    assert.equal(plan.ok && plan.created, 'c-h77ye');
  });

  it('cut: writes nothing where the code or the record takes no edit', async () => {
    const one = await kata();
    const plan = planCornerCutAt(one, X, { what: 'W' }, PLACE, { random: () => 0.4 });
    assert.ok(plan.ok);
    const moved = applyChange(plan.change, (path) => (path === RECORD ? record([]) : 'other\ntext\n'));
    assert.equal(!moved.ok && moved.message, 'a.js has changed meanwhile, so nothing was written.');
    assert.equal(
      refusalOf(planCornerCutAt(one, 'x-zzzzz', { what: 'W' }, PLACE, { random: () => 0.4 })),
      'edit/not-there',
    );
    assert.equal(
      refusalOf(planCornerCutAt(one, X, { what: ' ' }, PLACE, { random: () => 0.4 })),
      'edit/invalid',
    );
    const never = { what: 'W', until: 'soon' };
    assert.equal(refusalOf(planCornerCutAt(one, X, never, PLACE, { random: () => 0.4 })), 'edit/invalid');
  });

  it('cut: a comment that ends with a sign is not ended by the words', async () => {
    const comment = { kind: 'block', start: '/*', end: '*/' } as const;
    const plan = planCornerCutAt(
      await kata(),
      X,
      { what: 'a */ b' },
      { ...PLACE, comment },
      { random: () => 0.4 },
    );
    const files = applied(plan, { [RECORD]: record([]), 'src/a.js': CODE });
    assert.match(files['src/a.js'] ?? '', /\/\* KATA-CORNER\(c-.....\): a \* \/ b \*\/\r\n/);
  });

  it('cut: a marker that no record knew gets an entry, once', async () => {
    const one = await kata([C]);
    const adopt = (id: string) => planCornerCut(one, X, { id, what: 'Left out' }, () => 0.4);
    const files = applied(adopt(D), { [RECORD]: record([C]) });
    assert.equal(files[RECORD], `${record([C])}  - id: ${D}\n    what: Left out\n`);
    assert.equal(refusalOf(adopt(C)), 'edit/exists');
    assert.equal(refusalOf(adopt('c-none')), 'edit/invalid');
  });

  it('keep: one line of the entry', async () => {
    const one = await kata([D, C]);
    const texts = { [RECORD]: record([D, C]) };
    assert.equal(
      applied(planCornerKeep(one, C, ' It works '), texts)[RECORD],
      `${record([D, C])}    kept: It works\n`,
    );
    assert.equal(refusalOf(planCornerKeep(one, 'c-zzzzz', 'W')), 'edit/not-there');
    assert.equal(refusalOf(planCornerKeep(one, C, ' ')), 'edit/invalid');
  });
});
