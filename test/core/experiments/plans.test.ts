import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyChange } from '../../../src/core/edits/apply';
import { activeExperiment } from '../../../src/core/experiments/active';
import { readMessage } from '../../../src/core/experiments/message';
import { branchInTheWay, branchNameOf, isBranchName } from '../../../src/core/experiments/plan-branch';
import {
  carryMessage,
  finishMessage,
  resultMessage,
  startMessage,
} from '../../../src/core/experiments/plan-message';
import { planStart } from '../../../src/core/experiments/plan-start';
import { planStartPlanned } from '../../../src/core/experiments/plan-start-planned';
import { isId } from '../../../src/core/model/ids';
import { HOSTILE_TEXTS, kataOf, RICH } from '../../support/katas';
import { runs } from '../../support/runs';

const OPTIONS = { today: '2026-11-24', random: () => 0.4, taken: [], ownBranch: true };
const about = (value: {
  title?: string;
  step: string;
  expect?: string;
  happened?: string;
  learned?: string;
}) => ({
  slug: 'checkout-latency',
  id: 'x-7f3kq',
  value,
});

describe("an experiment's branch", () => {
  it('is named by prefix, kata, id and title, and names the experiment', () => {
    const name = branchNameOf('kata/', 'checkout-latency', 'x-7f3kq', 'Cache tax rates!');
    assert.equal(name, 'kata/checkout-latency/x-7f3kq-cache-tax-rates');
    assert.equal(activeExperiment(`refs/heads/${name}`, new Set(['x-7f3kq'])), 'x-7f3kq');
    assert.equal(branchNameOf('', 'k', 'x-7f3kq', '東京'), 'k/x-7f3kq');
  });

  it('has a name that git takes', () => {
    const good = ['a', 'kata/k/x-7f3kq', 'ü/x', '@x', 'a.b', 'a-', 'refsx/a', 'a@b'];
    const bad = [
      '',
      '-a',
      '.a',
      'a/.b',
      'a..b',
      'a b',
      'a~b',
      'a^b',
      'a:b',
      'a?b',
      'a*b',
      'a[b',
      'a\\b',
      'a.lock',
    ];
    const worse = [
      'a.lock/b',
      '/a',
      'a/',
      'a//b',
      'a@{b',
      '@',
      'HEAD',
      'refs/heads/a',
      'a.',
      'a\nb',
      'a\u007fb',
    ];
    for (const name of good) assert.equal(isBranchName(name), true, JSON.stringify(name));
    for (const name of [...bad, ...worse]) assert.equal(isBranchName(name), false, JSON.stringify(name));
  });

  it('is told what stands in its way: the same name, or a name that is its folder', () => {
    assert.equal(branchInTheWay('kata/k/x', ['main', 'kata/k/y']), null);
    assert.equal(branchInTheWay('kata/k/x', ['kata/k/x']), 'kata/k/x');
    assert.equal(branchInTheWay('kata/k/x', ['kata']), 'kata');
    assert.equal(branchInTheWay('kata/k', ['kata/k/x']), 'kata/k/x');
    assert.equal(branchInTheWay('kata/k/x', ['kata/k/xy', 'kat']), null);
  });
});

describe('the message of a commit', () => {
  it('says in its subject what it is, and ties itself by its last line', () => {
    const value = {
      title: 'Cache rates',
      step: 'Keep a map',
      expect: 'p95 falls',
      happened: 'p95 is 640 ms',
    };
    const learned = { ...value, learned: 'It was the calls' };
    const line = 'Kata-Experiment: checkout-latency/x-7f3kq';
    assert.equal(startMessage(about(value)), `Predict: Cache rates\n\nExpect: p95 falls\n\n${line}\n`);
    assert.equal(resultMessage(about(value)), `Result: p95 is 640 ms\n\n${line}\n`);
    assert.equal(
      finishMessage(about(learned), 'confirmed'),
      `Finish: confirmed, Cache rates\n\nLearned: It was the calls\n\n${line}\n`,
    );
    const carried = carryMessage(about(value), 'kata/k/x-7f3kq', 'a'.repeat(40));
    assert.equal(carried, `Carry: Cache rates\n\nFrom: kata/k/x-7f3kq at aaaaaaaaaaaa\n\n${line}\n`);
  });

  it('shortens a long subject and says it in full below', () => {
    const step = 'Measure the whole afternoon '.repeat(5).trim();
    const [subject = '', , full] = startMessage(about({ step })).split('\n');
    assert.equal(Array.from(subject).length <= 72 && subject.endsWith('…'), true);
    assert.equal(full, `In full: ${step}`);
  });

  it('ties to its own experiment alone, whatever people write', () => {
    const nasty = [
      ...HOSTILE_TEXTS,
      'x\nKata-Experiment: x-aaaaa',
      'x\r\n\r\nKata-Experiment: k/x-aaaaa\r\n',
      `This reverts commit ${'a'.repeat(40)}`,
      `x\n(cherry picked from commit ${'a'.repeat(40)})`,
      'Kata-Cleans: c-8k2fd',
      '\u0085Kata-Experiment: x-aaaaa\u2028Kata-Cleans: c-8k2fd\u0000',
    ];
    const text = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, text, text, (step, expect, learned) => {
        const said = about({ step, expect, happened: expect, learned });
        for (const message of [startMessage(said), resultMessage(said), finishMessage(said, 'refuted')]) {
          const facts = { experiments: ['x-7f3kq'], cleans: [], reverts: null, pickedFrom: null };
          assert.deepEqual(readMessage(message), facts);
          assert.equal(message.includes('\0'), false);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('the plan of a start', () => {
  it('holds the record, the branch and the message, and changes nothing', async () => {
    const plan = planStart(await kataOf(RICH), { step: 'Open it', title: 'Warm', expect: 'faster' }, OPTIONS);
    assert.ok(plan.ok);
    assert.ok(isId(plan.id, 'x'));
    assert.equal(plan.path, `.kata/checkout-latency/experiments/${plan.id}-warm.yaml`);
    assert.match(
      plan.text,
      /^title: Warm\ntarget: under-500\nobstacle: o-2b9tc\nstep: Open it\nexpect: faster\n/,
    );
    assert.match(plan.text, /\nstarted: 2026-11-24\n$/);
    assert.equal(plan.branch, `kata/checkout-latency/${plan.id}-warm`);
    assert.match(plan.message, new RegExp(`\nKata-Experiment: checkout-latency/${plan.id}\n$`));
  });

  it('takes the prefix that the team chose, unless git would not', async () => {
    const given = { step: 'Open it' };
    const plan = planStart(
      await kataOf(RICH, { '.kata/config.yaml': 'branchPrefix: try-\n' }),
      given,
      OPTIONS,
    );
    assert.equal(plan.ok && plan.branch, `try-checkout-latency/${plan.ok && plan.id}-open-it`);
    for (const prefix of ['-x/', 'a b/', '../', 'refs/heads/', '--upload-pack=x/']) {
      const config = { '.kata/config.yaml': `branchPrefix: ${JSON.stringify(prefix)}\n` };
      const refused = planStart(await kataOf(RICH, config), given, OPTIONS);
      assert.equal(!refused.ok && refused.code, 'edit/invalid', prefix);
    }
  });

  it('gives no id twice', async () => {
    const kata = await kataOf(RICH);
    const drawn = () => {
      let next = 0;
      return () => (next++ * 0.37) % 1;
    };
    const first = planStart(kata, { step: 'x' }, { ...OPTIONS, random: drawn() });
    assert.ok(first.ok);
    const second = planStart(kata, { step: 'x' }, { ...OPTIONS, random: drawn(), taken: [first.id] });
    assert.ok(second.ok);
    assert.notEqual(second.id, first.id);
  });
});

describe('the plan to start what was planned', () => {
  const PATH = '.kata/checkout-latency/experiments/x-b7b7b-warm.yaml';
  const withPlanned = (text: string) => kataOf(RICH, { [PATH]: text });

  it('says what a clone will not have of what the record names', async () => {
    const kata = await withPlanned('step: Open it\ntarget: under-500\nobstacle: o-9kd4e\n');
    const notes = (obstacles: readonly string[], targets: readonly string[] | null, hasKata = true) => {
      const committed = { obstacles: new Set(obstacles), hasKata, targets: targets && new Set(targets) };
      const plan = planStartPlanned(kata, 'x-b7b7b', { expect: 'Less' }, { today: '2026-11-24', committed });
      return plan.ok ? plan.notes : assert.fail(plan.message);
    };
    assert.deepEqual(notes(['o-9kd4e'], ['under-500']), []);
    assert.deepEqual(notes(['o-9kd4e'], null), [], 'where it is not known, nothing is said');
    assert.match(
      notes([], ['under-500']).join(),
      /^The record names the obstacle o-9kd4e, which no commit has/,
    );
    assert.match(notes([], []).join(), /names the target condition under-500.* names the obstacle o-9kd4e/);
    assert.match(
      notes([], null, false)[0] ?? '',
      /^The record is of the kata checkout-latency, which no commit has/,
    );
  });

  it('writes the day and what was said anew, and keeps the record otherwise', async () => {
    const kata = await withPlanned('# ours\ntitle: Warm\nstep: Open it\nexpect: faster\n');
    const given = { expect: 'under 300 ms', checkBy: '2026-11-27' };
    const plan = planStartPlanned(kata, 'x-b7b7b', given, { today: '2026-11-24' });
    assert.ok(plan.ok);
    assert.equal(plan.branch, 'kata/checkout-latency/x-b7b7b-warm');
    assert.match(plan.message, /^Predict: Warm\n\nExpect: under 300 ms\n\nKata-Experiment: .*x-b7b7b\n$/);
    const applied = applyChange(plan.change, () => '# ours\ntitle: Warm\nstep: Open it\nexpect: faster\n');
    assert.ok(applied.ok);
    assert.equal(
      applied.files[0]?.after,
      '# ours\ntitle: Warm\nstep: Open it\nexpect: under 300 ms\ncheckBy: 2026-11-27\nstarted: 2026-11-24\n',
    );
  });

  it('refuses what runs or is over, a day that is none, and a prefix that git does not take', async () => {
    const refusal = async (text: string, given: object, more: Record<string, string> = {}) => {
      const kata = await kataOf(RICH, { [PATH]: text, ...more });
      const plan = planStartPlanned(kata, 'x-b7b7b', given, { today: '2026-11-24' });
      return plan.ok ? 'ok' : plan.message;
    };
    assert.match(await refusal('step: a\nstarted: 2026-11-02\n', {}), /was started before/);
    assert.match(await refusal('step: a\noutcome: abandoned\n', {}), /was started before/);
    assert.match(await refusal('step: a\n', { checkBy: 'soon' }), /nothing was written/);
    const config = { '.kata/config.yaml': 'branchPrefix: -x/\n' };
    assert.match(await refusal('step: a\n', {}, config), /Git takes no branch/);
  });
});
