import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseLog } from '../../../src/git/history/parse-log';
import { TellingLog } from '../../../src/git/history/telling-log';
import { runs } from '../../support/runs';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const ZERO = '0'.repeat(40);
const PATH = '.kata/k/experiments/x-7f3kq.yaml';

/** A commit as `git log -z` prints it: six fields, the end of the commit, then its files. */
function printed(hash: string, message: string, files: string[] = [], parents = ''): string {
  const raw = files.length === 0 ? '' : `\n${files.join('\0')}\0`;
  return `\x01${hash}\0${parents}\0Ana\x002026-11-02T12:00:00Z\x001793620800\0${message}\0\0${raw}`;
}

const read = (output: string) => parseLog(Buffer.from(output));

describe('what git log prints', () => {
  it('reads commits, files of experiments, and nothing of other files', () => {
    const files = [`:000000 100644 ${ZERO} ${A} A`, PATH, `:100644 100644 ${A} ${B} M`, 'src/a.js'];
    const [first, second] = read(
      printed(B, `Cache\n\nKata-Experiment: x-7f3kq\n`, files, A) + printed(A, ''),
    );
    assert.equal(first?.subject, 'Cache');
    assert.deepEqual([first?.author, first?.time], ['Ana', 1793620800]);
    assert.deepEqual(first?.parents, [A]);
    assert.deepEqual(first?.experiments, ['x-7f3kq']);
    assert.deepEqual(first?.records, [{ path: PATH, before: null, after: A }]);
    assert.equal(second?.subject, '');
    assert.deepEqual(second?.records, []);
  });

  it('reads the combined form of a merge', () => {
    const [merge] = read(printed(B, 'Merge', [`::000000 100644 100644 ${ZERO} ${A} ${B} AM`, PATH]));
    assert.deepEqual(merge?.records, [{ path: PATH, before: A, after: B }]);
  });

  it('is not misled by a message or a path that looks like another part', () => {
    const odd = `:100644 100644 ${A} ${B} M`;
    const [commit, next] = read(
      printed(B, `${odd}\n\x01${A}`, [`:100644 100644 ${A} ${B} M`, `\x01${A}`]) + printed(A, 'x'),
    );
    assert.equal(commit?.subject, odd);
    assert.equal(next?.hash, A);
  });

  it('refuses what it does not know', () => {
    assert.throws(() => read('hint: something else\0'), /form that is not known/);
  });
});

describe('a log that is read for the few commits that tell something', () => {
  const messages = [
    '',
    'Work',
    '\x01',
    `\x01${A}`,
    '\n:100644',
    'a\n:b',
    'Kata-Cleans: c-aaaaa',
    'Quoted: Kata-Cleans: c-bbbbb',
  ];
  const paths = [
    PATH,
    `\x01odd/${PATH}`,
    `\x01${'b'.repeat(40)}/${PATH}`,
    `a\n:b/${PATH}`,
    '.kata/k/kata.yaml',
  ];
  const touch = fc.constantFrom(...paths).map((path) => [`:100644 100644 ${A} ${B} M`, path]);
  const commit = fc.record({
    hash: fc.constantFrom(A, B, 'c'.repeat(64)),
    message: fc.array(fc.constantFrom(...messages), { maxLength: 3 }).map((lines) => lines.join('\n')),
    files: fc.array(touch, { maxLength: 2 }).map((entries) => entries.flat()),
  });

  it('tells of them what reading all of it tells, wherever its pieces are cut', () => {
    const told = fc.array(commit, { maxLength: 6 });
    fc.assert(
      fc.property(
        told,
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 300 }),
        (all, piece, atOnce) => {
          const bytes = Buffer.from(
            all.map(({ hash, message, files }) => printed(hash, ` ${message}`, files)).join(''),
          );
          const whole = parseLog(bytes);
          const log = new TellingLog(atOnce);
          for (let at = 0; at < bytes.length; at += piece) log.add(bytes.subarray(at, at + piece));
          const { commits, cleans } = log.end();
          assert.deepEqual(
            commits.filter(({ records }) => records.length > 0),
            whole.filter(({ records }) => records.length > 0),
          );
          assert.deepEqual([...cleans].sort(), [...new Set(whole.flatMap((one) => one.cleans))].sort());
        },
      ),
      { numRuns: runs(500) },
    );
  });
});
