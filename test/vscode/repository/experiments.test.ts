import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { BACK } from '../../../src/extension/asking/ask';
import { attachBranch } from '../../../src/extension/experiments/attach';
import { carryRecord } from '../../../src/extension/experiments/carry';
import { compareWithStart } from '../../../src/extension/experiments/compare';
import { LostRecords } from '../../../src/extension/experiments/lost-records';
import { setNextTarget } from '../../../src/extension/experiments/next-target';
import { activeExperiment, pickExperiment } from '../../../src/extension/experiments/pick-experiment';
import { commitRecord, finishExperiment, recordResult } from '../../../src/extension/experiments/result';
import { startExperiment } from '../../../src/extension/experiments/start';
import { NEW, plannedOrNew, startPlanned } from '../../../src/extension/experiments/start-planned';
import type { Host } from '../../../src/extension/host';
import { GitPlace } from '../support/git-place';
import { eventually, startedHost } from '../support/host';
import { AWAY, OFFERED, Person } from '../support/person';

describe('experiments in VS Code', () => {
  let host: Host;
  let place: GitPlace;
  before(async () => {
    host = await startedHost();
  });
  beforeEach(async () => {
    place = new GitPlace();
    await place.start();
  });
  afterEach(() => place.remove());

  const found = async () => eventually(() => host.records.find(place.uri()), 'the kata');
  const records = () => readdirSync(join(place.root, 'experiments')).filter((name) => name.endsWith('.yaml'));
  const branch = () => place.repo.git('symbolic-ref', '--short', 'HEAD');
  const ours = async () => activeExperiment(host) ?? assert.fail('none is active');
  const START = ['The tax service is slow', 'Keep a map', 'p95 falls to 600 ms', '600', OFFERED];

  async function start(): Promise<string> {
    await startExperiment(host, await found(), new Person([...START]));
    return (await eventually(() => activeExperiment(host), 'the active experiment')).one.id ?? '';
  }

  it('starts one: branch, record and a commit of the record alone; dirty files stay as they are', async () => {
    place.repo.write({ 'notes.txt': 'mine\n' });
    await startExperiment(host, await found(), new Person([...START]));
    const { one } = await eventually(() => activeExperiment(host), 'the active experiment');
    assert.equal(branch(), `kata/checkout/${one.id}-keep-a-map`);
    assert.equal(one.expect.value, 'p95 falls to 600 ms');
    assert.equal(one.obstacle.value, 'o-m3w8a');
    assert.deepEqual(place.repo.git('show', '--format=', '--name-only', 'HEAD').split('\n'), [
      `.kata/checkout/experiments/${one.id}-keep-a-map.yaml`,
    ]);
    assert.equal(place.repo.git('status', '--porcelain'), '?? notes.txt');
    assert.equal(place.repo.git('rev-parse', `refs/kata/${one.id}`), place.repo.git('rev-parse', 'HEAD'));
    const words = await eventually(() => host.status.words ?? undefined, 'the status bar');
    assert.match(words, /^Keep a map · check by /);
  });

  it('goes back a question, shows the branch that it will make, and leaves nothing when its person goes away', async () => {
    const person = new Person([OFFERED, 'Wrong', BACK, 'Keep a map', 'Faster', '', AWAY]);
    await startExperiment(host, await found(), person);
    assert.match(person.asked[0] ?? '', /^1\/5 Which obstacle/);
    assert.equal(person.asked[2], '3/5 What do you expect? A prediction made now can be learned from.');
    assert.match(person.asked.at(-1) ?? '', /makes the branch kata\/checkout\/x-\w{5}-keep-a-map\.$/);
    assert.equal(branch(), 'main');
    assert.deepEqual(records(), ['x-7f3kq-cache.yaml']);
    assert.equal(place.repo.git('status', '--porcelain'), '');
  });

  it('leaves everything as it was where a hook refuses the commit', async () => {
    place.repo.write({ '.git/hooks/pre-commit': '#!/bin/sh\nexit 1\n' });
    chmodSync(join(place.repo.path, '.git/hooks/pre-commit'), 0o755);
    await startExperiment(host, await found(), new Person([...START]));
    assert.equal(branch(), 'main');
    assert.deepEqual(records(), ['x-7f3kq-cache.yaml']);
    assert.equal(activeExperiment(host), undefined);
    assert.equal(host.status.words, null);
  });

  it('records a result beside its prediction, says what is not committed, finishes, and commits the record alone', async () => {
    const id = await start();
    place.repo.write({ 'cache.js': 'one\n' });
    const person = new Person(['p95 fell to 640 ms', '640', 'It was the calls']);
    await recordResult(host, await ours(), person);
    assert.match(
      person.asked[0] ?? '',
      /^1\/3 Expected: p95 falls to 600 ms\. What happened.*cache\.js has changes that are in no commit/,
    );
    assert.match(person.asked[1] ?? '', /840 ms before, 600 ms expected/);
    assert.match(person.asked[2] ?? '', /\+40 from expected/);
    await finishExperiment(host, await ours(), new Person([OFFERED, 'refuted']));
    const one = (await ours()).one;
    assert.deepEqual(
      [one.happened.value, one.learned.value, one.outcome.value],
      ['p95 fell to 640 ms', 'It was the calls', 'refuted'],
    );
    await commitRecord(host, await ours(), 'refuted');
    assert.match(
      place.repo.git('log', '-1', '--format=%B'),
      new RegExp(`^Finish: refuted.*Kata-Experiment: checkout/${id}`, 's'),
    );
    assert.equal(place.repo.git('status', '--porcelain'), '?? cache.js');
  });

  it('carries the record of a branch that was deleted', async () => {
    const id = await start();
    const own = branch();
    place.repo.git('switch', '--quiet', 'main');
    await eventually(() => activeExperiment(host) === undefined, 'main again');
    place.repo.git('branch', '--quiet', '-D', own);
    await host.histories.refresh();
    await eventually(
      async () => host.histories.of(await found())?.derived?.elsewhere.length === 1,
      'the record that only a ref keeps',
    );
    await carryRecord(host, await found(), new Person(['Keep a map']));
    assert.ok(records().some((name) => name.startsWith(id)));
    assert.equal(place.repo.git('status', '--porcelain'), '');
  });

  it('notices, once, that a branch with the only copy of a record is deleted, and carries it on a word', async () => {
    const asked: string[] = [];
    const lost = new LostRecords(host, async (name) => asked.push(name) > 0);
    const id = await start();
    const own = branch();
    place.repo.git('switch', '--quiet', 'main');
    await eventually(() => activeExperiment(host) === undefined, 'main again');
    await lost.look();
    assert.deepEqual(asked, []);
    place.repo.git('branch', '--quiet', '-D', own);
    await eventually(() => records().some((name) => name.startsWith(id)), 'the record that was carried');
    await eventually(() => !existsSync(join(place.repo.path, '.git/kata')), 'the end of its commit');
    await eventually(
      async () => host.histories.of(await found())?.derived?.elsewhere.length === 0,
      'a history in which it is here',
    );
    await lost.look();
    lost.dispose();
    assert.deepEqual(asked, ['Keep a map']);
    assert.equal(place.repo.git('status', '--porcelain'), '');
  });

  it('finds a lost record in the reflog of HEAD where no ref of the tool keeps it', async () => {
    const asked: string[] = [];
    const lost = new LostRecords(host, async (name) => asked.push(name) > 0);
    const path = '.kata/checkout/experiments/x-c3c3c-warm.yaml';
    place.repo.git('switch', '--quiet', '--detach');
    const commit = place.repo.write({ [path]: 'step: Warm it\nstarted: 2026-11-02\n' }).commit('By hand');
    place.repo.git('switch', '--quiet', 'main');
    place.repo.git('branch', 'by-hand', commit);
    const elsewhere = async () => host.histories.of(await found())?.derived?.elsewhere.map(({ ref }) => ref);
    await eventually(
      async () => (await elsewhere())?.includes('refs/heads/by-hand'),
      'the record on a branch',
    );
    await lost.look();
    assert.deepEqual(asked, []);
    place.repo.git('branch', '--quiet', '-D', 'by-hand');
    const carried = () => place.repo.git('log', '-1', '--format=%s') === 'Carry: Warm it';
    await eventually(
      () => carried() && !existsSync(join(place.repo.path, '.git/kata')),
      'the record to be here',
    );
    lost.dispose();
    assert.deepEqual(asked, ['Warm it']);
    assert.ok(records().some((name) => name.startsWith('x-c3c3c')));
  });

  it('ties a branch that was made by hand to an experiment, and shows what differs from its start', async () => {
    place.repo.git('switch', '--quiet', '--create', 'spike');
    const spike = place.repo.write({ 'cache.js': 'one\n' }).commit('A spike');
    place.repo.git('switch', '--quiet', 'main');
    const [one] = (await found()).kata.experiments;
    const node = { kind: 'record', type: 'experiment', found: await found(), handle: one?.handle };
    const picked = (await pickExperiment(host, node)) ?? assert.fail('there is no experiment');
    const person = new Person(['spike', OFFERED]);
    await attachBranch(host, picked, person);
    assert.match(person.asked[1] ?? '', /After which commit does the work begin/);
    assert.match(place.repo.git('diff', '--unified=0'), /\+branch: spike\n\+since: [0-9a-f]{40}/);
    await host.histories.refresh();
    await eventually(
      async () =>
        host.histories
          .of(await found())
          ?.derived?.experiments.get('x-7f3kq')
          ?.commits.some(({ commit }) => commit.hash === spike),
      'the commit of the spike as one of the experiment',
    );
    const kept = () => place.repo.git('rev-parse', 'refs/kata/x-7f3kq-attached');
    assert.equal(kept(), spike, 'whatever becomes of its branch');
    place.repo.commit('Attach');
    place.repo.git('checkout', '-q', 'spike');
    place.repo.git('merge', '-q', '--no-edit', '-');
    const moved = place.repo.git('rev-parse', 'HEAD');
    await eventually(() => kept() === moved || undefined, 'what came on the spike is kept too');
  });

  it('shows what differs from the start of an experiment, uncommitted files too', async () => {
    await start();
    place.repo.write({ 'cache.js': 'one\n' }).commit('Keep a map');
    place.repo.write({ 'cache.js': 'two\n' });
    await eventually(async () => {
      const { one } = await ours();
      const history = host.histories.of(await found())?.derived?.experiments.get(one.id ?? '');
      return history?.commits.length === 2;
    }, 'both commits');
    await compareWithStart(host, await ours());
    const label = 'Since the start of Keep a map';
    const tab = () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find((one) => one.label.startsWith(label));
    const shown = await eventually(tab, 'the comparison');
    await vscode.window.tabGroups.close(shown);
  });

  it('finishes in one step that one undo takes back', async () => {
    await start();
    const { one } = await ours();
    await finishExperiment(host, await ours(), new Person(['It was the calls', 'confirmed']));
    const file = join(
      place.root,
      'experiments',
      records().find((name) => name.startsWith(one.id ?? '?')) ?? '',
    );
    assert.match(readFileSync(file, 'utf8'), /learned: It was the calls[\s\S]*outcome: confirmed/);
    await host.storyboards.travel(place.uri(), 'undo');
    assert.doesNotMatch(readFileSync(file, 'utf8'), /learned|outcome|finished/);
  });

  it('starts one before anybody knows what is in the way', async () => {
    const person = new Person(['No obstacle yet', 'Keep a map', 'p95 falls', '', OFFERED]);
    await startExperiment(host, await found(), person);
    const { one } = await eventually(() => activeExperiment(host), 'the active experiment');
    assert.equal(one.obstacle.value, null);
  });

  it('starts a planned one where its record is, with what is expected by now', async () => {
    const path = 'experiments/x-b7b7b-warm.yaml';
    await place.put({ [path]: '# ours\nstep: Warm it\nexpect: faster\n' });
    const listed = async () =>
      (await found()).kata.experiments.some(({ id, value }) => id === 'x-b7b7b' && value !== undefined);
    await eventually(listed, 'the planned experiment');
    const chosen = await plannedOrNew(host, await found(), new Person(['Warm it']));
    assert.ok(chosen !== undefined && chosen !== NEW);
    const person = new Person(['p95 falls to 600 ms', OFFERED]);
    await startPlanned(host, chosen, person);
    assert.match(person.asked.at(-1) ?? '', /makes the branch kata\/checkout\/x-b7b7b-warm-it\.$/);
    const { one } = await eventually(() => activeExperiment(host), 'the active experiment');
    assert.deepEqual([one.id, one.expect.value, one.state], ['x-b7b7b', 'p95 falls to 600 ms', 'running']);
    assert.equal(branch(), 'kata/checkout/x-b7b7b-warm-it');
    assert.equal(
      place.repo.git('show', '--format=%s', '--name-only', 'HEAD'),
      `Predict: Warm it\n\n.kata/checkout/${path}`,
    );
    assert.match(readFileSync(join(place.root, path), 'utf8'), /^# ours\nstep: Warm it\n/);
    assert.equal(place.repo.git('status', '--porcelain'), '');
  });

  it('closes the target with its reflection and sets the next', async () => {
    const person = new Person(['missed', 'Too far away', 'p95 is under 300 ms', OFFERED, '300']);
    await setNextTarget(host, await found(), person);
    assert.match(place.text(), /p95 is under 300 ms/, 'nothing was written');
    const targets = (await found()).kata.record.value?.targets ?? [];
    assert.deepEqual(
      targets.map(({ title, state, reflection }) => [title, state, reflection]),
      [
        ['p95 is under 500 ms', 'missed', 'Too far away'],
        ['p95 is under 300 ms', 'active', undefined],
      ],
    );
    assert.equal(person.asked.length, 5);
  });

  it('installs the commit hook, so that a commit of a terminal names the experiment', async () => {
    const id = await start();
    await vscode.commands.executeCommand('kata.installHook', place.uri());
    assert.ok(existsSync(join(place.repo.path, '.git/hooks/prepare-commit-msg')));
    place.repo.write({ 'cache.js': 'one\n' }).commit('Keep a map');
    assert.match(place.repo.git('log', '-1', '--format=%B'), new RegExp(`Kata-Experiment: ${id}`));
  });
});
