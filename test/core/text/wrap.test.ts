import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shorten, textWidth } from '../../../src/core/text/width';
import { wrap } from '../../../src/core/text/wrap';
import { runs } from '../../support/runs';

const word = fc.oneof(
  fc.constantFrom('a', 'tax', 'microservices', '東京の計算', '👩‍👩‍👧‍👦', 'é', 'ｆｕｌｌ', '🇯🇵'),
  fc.stringMatching(/^[a-z]{1,30}$/),
);
const prose = fc.array(word, { maxLength: 20 }).map((words) => words.join(' '));

describe('width of text', () => {
  for (const [text, width] of [
    ['abc', 3],
    ['東京', 4],
    ['é', 1],
    ['👩‍👩‍👧‍👦', 2],
    ['❤️', 2],
    ['❤', 1],
    ['🇯🇵', 2],
    ['한국', 4],
    ['', 0],
    ['→ 500', 5],
  ] as const) {
    it(`${text} takes ${width}`, () => assert.equal(textWidth(text), width));
  }
});

describe('wrap', () => {
  it('loses no word and keeps every line in its width', () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 2, max: 60 }), (text, width) => {
        const lines = wrap(text, width);
        for (const line of lines) assert.ok(textWidth(line) <= width, `${line} in ${width}`);
        assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
      }),
      { numRuns: runs(1000) },
    );
  });

  it('breaks between words where it can', () => {
    assert.deepEqual(wrap('the cold start is its own obstacle', 14), [
      'the cold start',
      'is its own',
      'obstacle',
    ]);
    assert.deepEqual(wrap('', 10), ['']);
  });
});

describe('shorten', () => {
  it('stays in its width and says that something is missing', () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 2, max: 60 }), (text, width) => {
        const short = shorten(text, width);
        assert.ok(textWidth(short) <= width);
        assert.equal(short === text, textWidth(text) <= width);
        if (short !== text) assert.ok(short.endsWith('…'));
      }),
      { numRuns: runs(1000) },
    );
  });
});
