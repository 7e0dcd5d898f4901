import assert from 'node:assert/strict';
import { checkHome } from '../../../src/core/check/check';
import type { LastGood } from '../../../src/core/load/last-good';
import { loadHomes } from '../../../src/core/load/load-homes';
import { RecordCache } from '../../../src/core/load/record-cache';
import type { FileContent, FileError, KataFiles } from '../../../src/core/ports';
import { filesOf } from '../../support/fixture-files';

const KATA = 'kata: 1\ntitle: T\nchallenge: C\n';

const load = (files: Readonly<Record<string, string>>, options = {}) =>
  loadHomes(filesOf(new Map(Object.entries(files))), options);

describe('loading katas', () => {
  it('forbids no edit for a wrong file name alone, and each for a broken text', async () => {
    const [home] = await load({
      '.kata/a/kata.yaml': KATA,
      '.kata/a/obstacles/tax.yaml': 'title: T\n',
      '.kata/a/obstacles/o-12345.yaml': 'title: T\n',
      '.kata/a/obstacles/wrong.yaml': 'title: [T]\n',
    });
    const obstacles = home?.katas[0]?.obstacles ?? [];
    assert.deepEqual(
      obstacles.map(({ path, readOnly, problems }) => [
        path.slice('.kata/a/obstacles/'.length),
        readOnly,
        problems.map(({ code }) => code).sort(),
      ]),
      [
        ['o-12345.yaml', false, ['id/number']],
        ['tax.yaml', false, ['schema/id']],
        ['wrong.yaml', true, ['schema/id', 'schema/type']],
      ],
    );
  });

  it('finds every home of a monorepo, katas by slug, records by name', async () => {
    const homes = await load({
      'shop/.kata/b/kata.yaml': KATA,
      'shop/.kata/a/kata.yaml': KATA,
      'shop/.kata/a/obstacles/o-zzzzz-last.yaml': 'title: Z\n',
      'shop/.kata/a/obstacles/o-m3w8a.yaml': 'title: M\n',
      '.kata/top/kata.yaml': KATA,
      '.kata/config.yaml': 'branchPrefix: k/\n',
    });
    assert.deepEqual(
      homes.map(({ folder, katas }) => [folder, katas.map(({ slug }) => slug)]),
      [
        ['', ['top']],
        ['shop', ['a', 'b']],
      ],
    );
    assert.deepEqual(
      homes[1]?.katas[0]?.obstacles.map(({ handle }) => handle),
      ['o-m3w8a', 'o-zzzzz'],
    );
    assert.equal(homes[1]?.katas[0]?.folder, 'shop/.kata/a');
    assert.equal(homes[0]?.config?.value?.branchPrefix, 'k/');
  });

  it('names a record by its file where its id is not its own, or missing', async () => {
    const [home] = await load({
      '.kata/k/kata.yaml': KATA,
      '.kata/k/obstacles/o-m3w8a-one.yaml': 'title: 1\n',
      '.kata/k/obstacles/o-m3w8a-two.yaml': 'title: 2\n',
      '.kata/k/obstacles/tax.yaml': 'title: 3\n',
    });
    assert.deepEqual(
      home?.katas[0]?.obstacles.map(({ handle, value }) => [handle, value?.title]),
      [
        ['obstacles/o-m3w8a-one.yaml', '1'],
        ['obstacles/o-m3w8a-two.yaml', '2'],
        ['obstacles/tax.yaml', '3'],
      ],
    );
  });

  it('shows the other records of a kata whose own file is broken', async () => {
    const [home] = await load({
      '.kata/k/kata.yaml': 'title: [',
      '.kata/k/experiments/x-7f3kq.yaml': 'step: S\n',
    });
    const kata = home?.katas[0];
    assert.equal(kata?.record.value, undefined);
    assert.equal(kata?.record.readOnly, true);
    assert.equal(kata?.experiments[0]?.value?.step, 'S');
  });

  it('keeps the rest of a record that has one bad date', async () => {
    const [home] = await load({
      '.kata/k/kata.yaml': KATA,
      '.kata/k/experiments/x-7f3kq.yaml': 'step: S\nstarted: soon\nexpect: E\n',
    });
    const record = home?.katas[0]?.experiments[0];
    assert.deepEqual(record?.value, { step: 'S', expect: 'E' });
    assert.equal(record?.readOnly, true);
  });

  it('keeps the last good content while a text is broken, and forgets it with the file', async () => {
    const lastGood: LastGood = new Map();
    const path = '.kata/k/experiments/x-7f3kq.yaml';
    await load({ '.kata/k/kata.yaml': KATA, [path]: 'step: S\n' }, { lastGood });
    const [home] = await load({ '.kata/k/kata.yaml': KATA, [path]: 'step: [S\n' }, { lastGood });
    const record = home?.katas[0]?.experiments[0];
    assert.equal(record?.stale, true);
    assert.equal(record?.value?.step, 'S');
    assert.equal(record?.problems[0]?.code, 'file/syntax');
    await load({ '.kata/k/kata.yaml': KATA }, { lastGood });
    assert.equal(lastGood.has(path), false);
  });

  it('lets no program write to a kata of a newer format, nor judges its records', async () => {
    const [home] = await load({
      '.kata/k/kata.yaml': 'kata: 2\ntitle: T\n',
      '.kata/k/experiments/x-7f3kq.yaml': 'steps: [a]\n',
    });
    assert.equal(home?.katas[0]?.experiments[0]?.readOnly, true);
    assert.deepEqual(
      home === undefined ? [] : checkHome(home, { today: '2026-11-22' }).map(({ code }) => code),
      ['schema/version'],
    );
  });

  it('says which entries lead outside or can not be read', async () => {
    const answers = new Map<string, FileContent | FileError>([
      ['.kata/k/kata.yaml', { bytes: Buffer.from(KATA), stamp: '1' }],
      ['.kata/k/experiments', { error: 'leads out of this folder', outside: true }],
      ['.kata/k/obstacles/o-m3w8a.yaml', { error: 'may not be read' }],
    ]);
    const files: KataFiles = {
      name: 'test',
      list: async () => [...answers.keys()],
      read: async (paths) => new Map([...answers].filter(([path]) => paths.includes(path))),
    };
    const [home] = await loadHomes(files);
    assert.ok(home !== undefined);
    const problems = checkHome(home, { today: '2026-11-22' }).filter(({ code }) => code.startsWith('file/'));
    assert.deepEqual(
      problems.map(({ code, path, message }) => [code, path, message]),
      [
        ['file/outside', '.kata/k/experiments', 'experiments leads out of this folder.'],
        ['file/unreadable', '.kata/k/obstacles/o-m3w8a.yaml', 'o-m3w8a.yaml may not be read.'],
      ],
    );
  });

  it('parses a file once while its stamp stays', async () => {
    const cache = new RecordCache();
    const files = { '.kata/k/kata.yaml': KATA };
    const [first] = await load(files, { cache });
    const [second] = await load(files, { cache });
    assert.equal(first?.katas[0]?.record.value, second?.katas[0]?.record.value);
    const [third] = await load({ '.kata/k/kata.yaml': `${KATA}# more\n` }, { cache });
    assert.notEqual(third?.katas[0]?.record.value, first?.katas[0]?.record.value);
    assert.equal(cache.count, 2);
  });

  it('keeps its cache within the limit, what was used last first', () => {
    const cache = new RecordCache(100);
    const reading = {
      kind: 'kata',
      path: 'a',
      text: null,
      value: undefined,
      problems: [],
      readOnly: false,
      locate: () => assert.fail(),
    } as const;
    for (const name of ['a', 'b']) cache.set(name, '1', reading, 40);
    assert.equal(cache.get('a', '1'), reading);
    cache.set('c', '1', reading, 40);
    assert.equal(cache.get('b', '1'), undefined);
    assert.equal(cache.get('a', '1'), reading);
  });
});

describe('a quick fix', () => {
  it('quotes what YAML reads as a number, and writes the date that was meant', async () => {
    const [home] = await load({
      '.kata/k/kata.yaml': KATA,
      '.kata/k/experiments/x-7f3kq.yaml': 'step: S\nsince: 12e4567\nstarted: 2026/11/2\n',
    });
    assert.deepEqual(
      home?.katas[0]?.experiments[0]?.problems.map(({ fix }) => fix?.edits),
      [
        [{ op: 'set', path: ['since'], value: '12e4567' }],
        [{ op: 'set', path: ['started'], value: '2026-11-02' }],
      ],
    );
  });
});
