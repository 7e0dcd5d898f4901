import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { readRecord } from '../../../src/core/load/read-record';
import { placeOf } from '../../../src/core/model/layout';
import { SCHEMAS } from '../../../src/core/model/schemas';
import { LIMITS } from '../../../src/core/yaml/limits';
import { parseYaml } from '../../../src/core/yaml/parse';
import { patiently } from '../../support/patience';
import { runs } from '../../support/runs';

const FIXTURES = join(import.meta.dirname, '../../fixtures');

/** Every fixture's text, with a path of its kind. */
const SEEDS = ['broken', 'near'].flatMap((folder) =>
  readdirSync(join(FIXTURES, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => ({
      bytes: readFileSync(join(entry.parentPath, entry.name)),
      name: entry.name,
      parent: entry.parentPath.split(/[/\\]/).at(-1) ?? '',
    }))
    .filter(({ bytes }) => bytes.length < 4000),
);

/** What people and broken tools leave behind, and YAML's own signs. */
const PIECES = [
  '\t',
  '\n',
  '\r\n',
  '\r',
  ' ',
  ': ',
  '- ',
  '? ',
  '[',
  ']',
  '{',
  '}',
  ',',
  '"',
  "'",
  '|',
  '>',
  '#',
  '&a ',
  '*a',
  '!t ',
  '<<: ',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '\ufeff',
  '\0',
  '\ud800',
  '💥',
  '12e4567',
  '.nan',
  '2026-02-30',
  '__proto__: ',
  'constructor: ',
  '<<<<<<< x\n',
  '=======\n',
].map((piece) => Buffer.from(piece));

/** What a text can be full of. */
const UNITS = [
  ...PIECES.map(String),
  'a',
  'a,',
  'a: 1\n',
  '  a: 1\n',
  '- a\n',
  '"a"',
  "'a'",
  '|\n  a\n',
  '\\',
  '\\%',
  '\\x',
  '!<',
  '@',
  '`',
  '%',
  '\u2028',
];

interface Mutation {
  readonly at: number;
  readonly drop: number;
  readonly put: Uint8Array;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 })),
  put: fc.oneof(fc.constantFrom(...PIECES), fc.uint8Array({ maxLength: 4 })),
});

function mutate(bytes: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  return mutations.reduce<Uint8Array>((before, { at, drop, put }) => {
    const start = Math.floor(at * before.length);
    return Buffer.concat([before.subarray(0, start), put, before.subarray(start + drop)]);
  }, bytes);
}

const KINDS = [
  'kata.yaml',
  'obstacles/o-m3w8a.yaml',
  'experiments/x-7f3kq.yaml',
  'coaching/q-4d2mp.yaml',
  'measurements/p95/2026-11.yaml',
];

/** What makes a text of up to 1 MiB: one thing again and again, behind and before others. */
const grown = fc.record({
  before: fc.array(fc.constantFrom(...UNITS), { maxLength: 2 }),
  unit: fc.array(fc.constantFrom(...UNITS), { minLength: 1, maxLength: 4 }),
  after: fc.array(fc.constantFrom(...UNITS), { maxLength: 2 }),
});

describe('records that were damaged', () => {
  it('are read without an exception, each problem at a place that the file has', function () {
    this.timeout(0);
    let slowest = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...SEEDS),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...KINDS),
        ({ bytes }, mutations, kind) => {
          const damaged = mutate(bytes, mutations);
          const path = `.kata/k/${kind}`;
          const place = placeOf(path);
          assert.ok(place !== null);
          const { result: reading, took } = patiently(() => readRecord(place, path, damaged));
          slowest = Math.max(slowest, took);
          const lineCount = new TextDecoder().decode(damaged).split(/\r\n|\n|\r/).length;
          for (const { range, code, message } of reading.problems) {
            assert.match(code, /^(?:file|schema|id)\/[a-z-]+$/);
            assert.ok(message.length > 10);
            assert.ok(range.start.line >= 1 && range.start.line <= lineCount);
            assert.ok(range.start.column >= 1 && range.end.offset >= range.start.offset);
          }
          const isWhole =
            reading.value !== undefined && reading.problems.every(({ severity }) => severity === 'hint');
          if (isWhole) assert.ok(SCHEMAS[place.kind].safeParse(reading.value).success);
          if (reading.value === undefined) assert.ok(reading.problems.length > 0 && reading.readOnly);
          assert.equal(({} as { polluted?: unknown }).polluted, undefined);
          reading.locate(['targets', 0, 'values', 'p95']);
        },
      ),
      { numRuns: runs(3000) },
    );
    console.log(`      ${runs(3000)} records, the slowest in ${slowest.toFixed(0)} ms`);
  });

  it('are read soon, though they are as large as may be', function () {
    this.timeout(0);
    let slowest = 0;
    fc.assert(
      fc.property(grown, (parts) => {
        const [before, unit, after] = [parts.before.join(''), parts.unit.join(''), parts.after.join('')];
        const room = LIMITS.bytes - Buffer.byteLength(before + after);
        const text = `${before}${unit.repeat(room / Buffer.byteLength(unit))}${after}`;
        const { result, took } = patiently(() => parseYaml(text, '.kata/k/kata.yaml'));
        assert.ok(result.problems.length <= 2 * LIMITS.listed, JSON.stringify(parts));
        slowest = Math.max(slowest, took);
      }),
      { numRuns: runs(15) },
    );
    console.log(`      ${runs(15)} texts of 1 MiB, the slowest in ${slowest.toFixed(0)} ms`);
  });
});
