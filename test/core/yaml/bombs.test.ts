import assert from 'node:assert/strict';
import { parseYaml } from '../../../src/core/yaml/parse';
import { patiently } from '../../support/patience';

const MIB = 1024 * 1024;
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** What each is refused with; every one is under the limit on size unless it is about size. */
const BOMBS: readonly (readonly [name: string, text: string | Uint8Array, code: string])[] = [
  ['braces', '{'.repeat(MIB), 'file/too-deep'],
  ['brackets', '['.repeat(MIB), 'file/too-deep'],
  ['brackets and braces', '[{'.repeat(MIB / 2), 'file/too-deep'],
  ['brackets with a key each', '{a: '.repeat(MIB / 4), 'file/too-deep'],
  ['closed brackets', `${'['.repeat(MIB / 2)}${']'.repeat(MIB / 2)}`, 'file/too-deep'],
  ['brackets over lines', '[\n'.repeat(MIB / 2), 'file/too-deep'],
  ['dashes on a line', '- '.repeat(MIB / 2), 'file/too-deep'],
  ['question marks on a line', '? '.repeat(MIB / 2), 'file/too-deep'],
  ['colons on a line', ': '.repeat(MIB / 2), 'file/too-deep'],
  ['keys on a line', 'a: '.repeat(MIB / 3), 'file/too-deep'],
  ['maps by indentation', lines(1400, (i) => `${' '.repeat(i)}a:`), 'file/too-deep'],
  ['lists by indentation', lines(1400, (i) => `${' '.repeat(i)}-`), 'file/too-deep'],
  ['deep behind much text', `a: ${'x'.repeat(MIB / 2)}\nb: ${'['.repeat(65)}`, 'file/too-deep'],
  ['16,000 keys', lines(16_000, (i) => `k${i}: 1`), 'file/too-many-keys'],
  ['90,000 keys', lines(90_000, (i) => `k${i}: 1`), 'file/too-many-keys'],
  ['16,000 keys in braces', `{${lines(16_000, (i) => `k${i}: 1,`)}}`, 'file/too-many-keys'],
  ['keys without values', `{${'k,'.repeat(90_000)}}`, 'file/too-many-keys'],
  ['the same key', 'a: 1\n'.repeat(90_000), 'file/too-many-keys'],
  ['empty keys', ':\n'.repeat(MIB / 2), 'file/syntax'],
  ['explicit keys', '? a\n'.repeat(200_000), 'file/too-many-keys'],
  ['1,001 keys within', `a:\n${lines(1001, (i) => `  k${i}: 1`)}`, 'file/too-many-keys'],
  ['laughing aliases', `a: &a [x]\n${lines(30, (i) => `b${i}: &b${i} [${'*a,'.repeat(9)}]`)}`, 'file/alias'],
  ['aliases', `- &a x\n${'- *a\n'.repeat(100_000)}`, 'file/alias'],
  ['anchors', '&a '.repeat(MIB / 3), 'file/alias'],
  ['an alias to itself', 'a: &a [*a]', 'file/alias'],
  ['merge keys', lines(900, (i) => `- <<: { a: ${i} }`), 'file/alias'],
  ['tags', '!a '.repeat(MIB / 3), 'file/tag'],
  ['a long tag', `a: !${'x'.repeat(MIB / 2)} b`, 'file/tag'],
  ['too large by a byte', `#${'x'.repeat(MIB)}`, 'file/too-large'],
  ['8 MiB', new Uint8Array(8 * MIB).fill(123), 'file/too-large'],
  ['too large in bytes only', 'é'.repeat(MIB / 2 + 1), 'file/too-large'],
  ['comments', '#\n'.repeat(MIB / 2), 'file/too-large'],
  ['comments under a key', `a:\n${' #\n'.repeat(300_000)}`, 'file/too-large'],
  ['blank lines', '\n'.repeat(MIB), 'file/too-large'],
  ['lines of tabs', `a:\n${'\t\n'.repeat(500_000)}`, 'file/too-large'],
  ['items', '- 1\n'.repeat(MIB / 4), 'file/too-large'],
  ['items in brackets', `[${'1,'.repeat(500_000)}]`, 'file/too-large'],
  ['pairs in brackets', `[${'a: 1, '.repeat(170_000)}]`, 'file/too-large'],
  ['items at the deepest', `${'['.repeat(63)}${'1,'.repeat(500_000)}`, 'file/too-large'],
  ['commas', `[${','.repeat(MIB - 1)}`, 'file/syntax'],
  ['question marks in brackets', `[${'? '.repeat(500_000)}`, 'file/syntax'],
  ['colons in braces', `{${': '.repeat(500_000)}`, 'file/syntax'],
  ['closing brackets', ']'.repeat(MIB), 'file/syntax'],
  ['documents', '---\n'.repeat(MIB / 4), 'file/syntax'],
  ['ends of documents', '...\n---\n'.repeat(MIB / 8), 'file/syntax'],
  ['an open quote', `"${'a '.repeat(500_000)}`, 'file/syntax'],
  ['an open quote over lines', `"${'\n'.repeat(MIB - 1)}`, 'file/syntax'],
  ['a quote of tabs and blanks', `"${' \t'.repeat(500_000)}`, 'file/syntax'],
  ['escapes that are none', `"${'\\%'.repeat(500_000)}`, 'file/syntax'],
  ['escapes in capitals', `"${'\\A'.repeat(500_000)}"`, 'file/syntax'],
  ['escapes over lines', `a: "${'%\\- a\n'.repeat(170_000)}"`, 'file/syntax'],
  ['escapes cut short', `"${'\\u'.repeat(500_000)}"`, 'file/syntax'],
  ['escapes past the last character', `"${'\\UFFFFFFFF'.repeat(100_000)}"`, 'file/syntax'],
  ['reserved characters', '@\n'.repeat(MIB / 2), 'file/syntax'],
  ['a long key', `${'x'.repeat(MIB - 8)}: 1`, 'file/syntax'],
  ['a key over lines', `${'a\n'.repeat(500_000)}: 1`, 'file/syntax'],
  ['carriage returns', '\r'.repeat(MIB), 'file/syntax'],
  ['dedents', lines(1400, (i) => `${' '.repeat(1400 - i)}a:`), 'file/syntax'],
  ['NUL', new Uint8Array(MIB), 'file/encoding'],
  ['broken UTF-8', new Uint8Array(MIB).fill(0xff, 2).fill(97, 0, 2), 'file/encoding'],
  [
    'replacement characters, then broken UTF-8',
    Buffer.concat([Buffer.from('\ufffd'.repeat(300_000)), Buffer.from([0xff])]),
    'file/encoding',
  ],
  ['conflict markers', '<<<<<<< a\n'.repeat(100_000), 'file/conflict-markers'],
];

describe('bombs', () => {
  // By default no time is asserted: a bomb that goes off outlasts the test's own limit.
  const took: number[] = [];

  for (const [name, text, code] of BOMBS) {
    it(`${name}: ${code}`, () => {
      const one = patiently(() => parseYaml(text, '.kata/k/kata.yaml'));
      took.push(one.took);
      const { problems, document } = one.result;
      assert.equal(document, null);
      assert.ok(problems.length > 0 && problems.length <= 200, `${problems.length} problems`);
      assert.equal(problems[0]?.code, code, problems[0]?.message);
      assert.ok((problems[0]?.range.start.line ?? 0) >= 1);
    });
  }

  after(() => {
    const sorted = took.sort((a, b) => a - b);
    const [median = 0, slowest = 0] = [sorted[sorted.length >> 1], sorted.at(-1)];
    console.log(
      `      ${took.length} bombs, median ${median.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms`,
    );
  });
});

describe('files that are large and honest', () => {
  const accepted: readonly (readonly [string, string])[] = [
    [
      'prose of a mebibyte',
      `title: T\nnote: |\n${'  some words on a line of prose, [with] {brackets}: and more\n'.repeat(17_000)}`,
    ],
    ['exactly 1 MiB', `title: T\n#${'x'.repeat(MIB - 10)}`],
    ['1,000 keys', lines(1000, (i) => `k${i}: 1`)],
    ['1,000 keys in braces', `{${lines(1000, (i) => `k${i}: 1,`)}}`],
    ['64 levels', `${'['.repeat(64)}${']'.repeat(64)}`],
    ['64 levels by indentation', `${lines(64, (i) => `${' '.repeat(i)}k:`)}\n`],
    [
      'escapes of every kind',
      `a: "${'\\0\\a\\b\\e\\f\\n\\r\\t\\v\\N\\_\\L\\P\\ \\"\\/\\\\\\\t\\x4a\\u00e9\\U0001F4a5\\\n \\\r\n '.repeat(10_000)}"`,
    ],
    ['4,000 points', '- { at: 2026-11-22T10:15:00Z, value: 812, note: warm }\n'.repeat(4000)],
  ];
  for (const [name, text] of accepted) {
    it(name, () => {
      assert.ok(Buffer.byteLength(text) <= MIB);
      assert.deepEqual(parseYaml(text, '.kata/k/kata.yaml').problems, []);
    });
  }
});
