import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { toHost } from '../../src/protocol/messages';
import { runs } from '../support/runs';
import { FakePage } from './support/fake-panel';
import { startedHost } from './support/host';
import { KataPlace } from './support/workspace';

const RUNS = runs(150);

const types = toHost.options.map((option) => option.shape.type.value);
const keys = [...new Set(toHost.options.flatMap((option) => Object.keys(option.shape)))].filter(
  (key) => key !== 'type',
);
const nasty = fc.constantFrom(
  '__proto__',
  'constructor',
  '../../../etc/passwd',
  '/etc/passwd',
  'kata',
  'o-m3w8a',
  'title',
  '\0',
  '',
);
const value = fc.oneof(
  nasty,
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.constant(null),
  fc.array(fc.oneof(nasty, fc.nat(3)), { maxLength: 4 }),
  fc.object(),
);

/** Any message that is no edit a person could have made: wrong shapes, records that are not there, wrong old values. */
const message = fc.oneof(
  fc.anything(),
  fc
    .tuple(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...keys), value))
    .map(([type, rest]) => ({ ...rest, type })),
  fc.record({
    type: fc.constantFrom('set', 'removeObstacle', 'setObstacleState', 'openText', 'removeItem', 'moveItem'),
    request: fc.constant(2_000_000),
    version: fc.integer(),
    record: fc.constantFrom('../kata', '/etc/passwd', '__proto__', 'x-00000', '.kata/checkout/kata.yaml'),
    path: fc.array(fc.oneof(nasty, fc.nat(3)), { maxLength: 4 }),
    was: fc.constant('never said'),
    value: fc.string(),
  }),
);

describe('messages that no page would send', () => {
  it(`are refused or change nothing outside the kata (${RUNS} of them)`, async function () {
    this.timeout(90_000 * runs(1));
    const place = new KataPlace();
    await place.putKata();
    const page = await FakePage.open(place);
    const host = await startedHost();
    const above = () =>
      listing(join(place.root, '..', '..', '..')).filter((path) => !path.includes('.kata/checkout/'));
    const kata = place.text();
    const around = above();
    try {
      await fc.assert(
        fc.asyncProperty(message, async (one) => {
          const sound = toHost.safeParse(one);
          // Adding something is a person's right; what is tried here is everything else.
          fc.pre(!sound.success || !/^(add|undo|redo|ready)/.test(sound.data.type));
          const board = host.storyboards.boards[0];
          assert.ok(board);
          await board.receive(one);
          assert.equal(place.text(), kata);
        }),
        { numRuns: RUNS },
      );
      assert.deepEqual(above(), around);
    } finally {
      page.close();
      await place.remove();
    }
  });
});

function listing(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(
      (entry) =>
        `${join(entry.parentPath, entry.name)} ${readFileSync(join(entry.parentPath, entry.name)).length}`,
    )
    .sort();
}
