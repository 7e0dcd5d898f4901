import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAlike } from '../../../src/core/load/read-alike';
import { readRecord } from '../../../src/core/load/read-record';
import { placeOf, type RecordPlace } from '../../../src/core/model/layout';
import { runs } from '../../support/runs';

const EXPERIMENT = '.kata/checkout/experiments/x-7f3kq.yaml';
const RECORD = [
  'title: One request',
  'step: Keep a map of rates',
  'expect: |',
  '  p95 falls',
  '',
  '  and stays',
  'expectValues: { p95: 600 }',
  'started: 2026-11-20',
  'corners:',
  '- id: c-8k2fd',
  '  what: Rates never expire # for now',
  '',
].join('\n');

/** What both ways say of the second version; `alike` is null where only the whole reading can tell. */
function bothWays(path: string, other: string, text: string) {
  const place = placeOf(path);
  assert.ok(place !== null);
  return both(place, path, other, text);
}

function both(place: RecordPlace, path: string, other: string, text: string) {
  const alike = readAlike(place, path, Buffer.from(text), readRecord(place, path, other));
  return { alike, whole: readRecord(place, path, Buffer.from(text)) };
}

/** The order of keys counts: it is that of the file. */
function assertSame({ alike, whole }: ReturnType<typeof both>): void {
  if (alike === null) return;
  const { locate, ...said } = alike;
  const { locate: locateInWhole, ...expected } = whole;
  assert.deepEqual(said, expected);
  assert.equal(JSON.stringify(said.value), JSON.stringify(expected.value));
  for (const key of Object.keys(said.value ?? {})) assert.deepEqual(locate([key]), locateInWhole([key]));
}

function assertRead(path: string, other: string, text: string): void {
  const found = bothWays(path, other, text);
  assert.ok(found.alike !== null, text);
  assertSame(found);
}

describe('a record that is much like another version of itself', () => {
  const others: readonly (readonly [string, string])[] = [
    ['is the same', RECORD],
    ['has another value', RECORD.replace('One request', 'Two requests')],
    ['has more entries', `${RECORD}happened: p95 fell to 640 ms\nvalues:\n  p95: 640\n`],
    ['has less', RECORD.replace('started: 2026-11-20\n', '')],
    ['has another order', `learner: Ana\n${RECORD.replace('title: One request\n', '')}title: One request\n`],
    ['has another text of several lines', RECORD.replace('and stays', 'and stays so')],
    ['has another item in a list', RECORD.replace('never expire', 'expire daily')],
    ['has no newline at its end', `${RECORD}learner: Ana`],
    ['has comments between its entries', RECORD.replace('started:', '# When\n\nstarted:')],
    ['says nothing under a key', RECORD.replace('started: 2026-11-20', 'started:')],
    ['ends its lines as Windows does', RECORD.replaceAll('\n', '\r\n')],
  ];
  for (const [what, text] of others) {
    it(`is read as it is alone where it ${what}`, () => {
      assertRead(EXPERIMENT, RECORD, text);
      assertRead(EXPERIMENT, text, RECORD);
    });
  }

  it('is parsed only where it differs: the rest is the very same value', () => {
    const place = { ...placeOf(EXPERIMENT), kind: 'experiment' } as RecordPlace & { kind: 'experiment' };
    const other = readRecord(place, EXPERIMENT, RECORD);
    const read = readAlike(place, EXPERIMENT, Buffer.from(RECORD.replace('One', 'Two')), other);
    assert.equal(read?.value?.corners, other.value?.corners);
  });

  const wholes: readonly (readonly [string, string])[] = [
    ['a key that nobody knows', `${RECORD}lerned: Much\n`],
    ['a key twice', `${RECORD}title: Another\n`],
    ['a value that does not fit', RECORD.replace('2026-11-20', 'soon')],
    ['no step', RECORD.replace('step: Keep a map of rates\n', '')],
    ['a second document', `${RECORD}---\ntitle: Another\n`],
    ['an open quote', RECORD.replace('One request', '"One request')],
    ['a key in quotes', RECORD.replace('title:', '"title":')],
    ['a byte order mark', `\uFEFF${RECORD}`],
    ['a directive', `%YAML 1.1\n---\n${RECORD}`],
    ['a merge that was left half done', `<<<<<<< ours\n${RECORD}`],
    ['only a comment', '# Nothing yet\n'],
    ['nothing', ''],
  ];
  for (const [what, text] of wholes) {
    it(`is read whole where one version has ${what}`, () => {
      assert.equal(bothWays(EXPERIMENT, RECORD, text).alike, null);
      assert.equal(bothWays(EXPERIMENT, text, RECORD).alike, null);
    });
  }

  it('is never read otherwise than alone, whatever both are made of', () => {
    const line = fc.constantFrom(
      ...[
        'title: A',
        'title: "A',
        'title: A"',
        'title: |',
        'title: >+',
        'title: [a,',
        'title: &a A',
        'title: *a',
      ],
      ...[
        'step: B',
        "step: 'B",
        "step: B'",
        'step: - B',
        'step:',
        'expect: |2',
        'expect: 12e4567',
        'expect: ~',
      ],
      ...[
        'started: 2026-11-20',
        'started: soon',
        'started : 2026-11-20',
        '"started": 2026-11-20',
        '? started',
      ],
      ...['values:', 'values: {', 'values: { p95: 1 }', '  p95: 1', '  p95: many', '  }', '  ]', 'corners:'],
      ...[
        '- id: c-8k2fd',
        '  - id: c-8k2fd',
        '    what: W',
        '  what: W',
        '- ',
        '-',
        '---',
        '...',
        '%YAML 1.2',
      ],
      ...[
        '# note',
        '  # note',
        '',
        '  ',
        '\t',
        '  text',
        '    text',
        '  "',
        '"',
        '<<: *a',
        'unknown: 1',
        ': 1',
        '!!str x: y',
      ],
    );
    const text = fc
      .tuple(
        fc.array(line, { maxLength: 9 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\n', '\n\n'),
      )
      .map(([lines, newline, end]) => lines.join(newline) + end);
    const good = fc.shuffledSubarray([
      'title: A',
      'started: 2026-11-20',
      'values:\n  p95: 1',
      'expect: |\n  E\n',
    ]);
    const sound = good.map((lines) => ['step: B', ...lines, ''].join('\n'));
    let alike = 0;
    fc.assert(
      fc.property(fc.oneof(sound, text), fc.oneof(sound, text), text, (other, begin, rest) => {
        for (const version of [begin, `${begin}${rest}`, `${rest}\n${begin}`]) {
          const found = bothWays(EXPERIMENT, other, version);
          assertSame(found);
          if (found.alike !== null) alike += 1;
        }
      }),
      { numRuns: runs(2_000) },
    );
    assert.ok(alike > 0);
  });
});
