import assert from 'node:assert/strict';
import { readMessage } from '../../../src/core/experiments/message';

const HASH = '4f2a91c0d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f';

describe('what a message says', () => {
  const cases: [string, string, string[]][] = [
    ['a trailer', 'Cache rates\n\nKata-Experiment: x-7f3kq', ['x-7f3kq']],
    ['with the slug before it', 'Cache rates\n\nKata-Experiment: checkout-latency/x-7f3kq\n', ['x-7f3kq']],
    [
      'indented by a squash',
      'Squashed\n\n    Cache rates\n\n    Kata-Experiment: x-7f3kq\n\n    more',
      ['x-7f3kq'],
    ],
    [
      'out of the trailer block',
      'All (#12)\n\nKata-Experiment: x-7f3kq\n\nCo-authored words after it',
      ['x-7f3kq'],
    ],
    [
      'several, each once',
      'a\n\nKata-Experiment: x-7f3kq\nKata-Experiment: x-b2m4q\n\tKata-Experiment: x-7f3kq',
      ['x-7f3kq', 'x-b2m4q'],
    ],
    ['CRLF', 'a\r\n\r\nKata-Experiment: x-7f3kq\r\n', ['x-7f3kq']],
    ['prose that quotes it', 'The hook adds "Kata-Experiment: x-7f3kq" to it', []],
    ['prose that ends with it', 'See Kata-Experiment: x-7f3kq', []],
    ['words behind it', 'Kata-Experiment: x-7f3kq and more', []],
    ['no id: digits alone', 'Kata-Experiment: x-12345', []],
    ['no id: a letter that ids have not', 'Kata-Experiment: x-7f3lq', []],
    ['another letter case', 'kata-experiment: x-7f3kq', []],
  ];
  for (const [name, message, expected] of cases) {
    it(name, () => assert.deepEqual(readMessage(message).experiments, expected));
  }

  it('reads corners, reverts and picks', () => {
    const facts = readMessage(
      `Revert "Cache"\n\nThis reverts commit ${HASH}.\n\nKata-Cleans: c-8k2fd\n(cherry picked from commit ${HASH})`,
    );
    assert.deepEqual(facts, { experiments: [], cleans: ['c-8k2fd'], reverts: HASH, pickedFrom: HASH });
  });
});
