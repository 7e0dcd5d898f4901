import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { readRecord } from '../../../src/core/load/read-record';
import { placeOf } from '../../../src/core/model/layout';
import { SCHEMAS } from '../../../src/core/model/schemas';
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

describe('records that were damaged', () => {
  it('are read without an exception, each problem at a place that the file has', () => {
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
          const reading = readRecord(place, path, damaged);
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
  });
});
