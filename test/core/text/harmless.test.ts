import assert from 'node:assert/strict';
import fc from 'fast-check';
import { harmless, harmlessLines } from '../../../src/core/text/harmless';
import { HOSTILE_TEXTS } from '../../support/katas';
import { runs } from '../../support/runs';
import { actsOnATerminal } from '../../support/terminal';

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...HOSTILE_TEXTS));

describe('harmless', () => {
  it('leaves nothing that a terminal acts on', () => {
    fc.assert(
      fc.property(text, (given) => {
        assert.deepEqual(actsOnATerminal(harmless(given)), []);
        for (const line of harmlessLines(given)) assert.deepEqual(actsOnATerminal(line), []);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('covers every code point that is a control, a bidi control or a lone surrogate', () => {
    for (let code = 0; code <= 0xffff; code++) {
      const found = actsOnATerminal(harmless(`a${String.fromCharCode(code)}b`));
      assert.deepEqual(found, [], code.toString(16));
    }
  });

  it('keeps what people write', () => {
    for (const kept of ['plain', '東京', '👩‍👩‍👧‍👦', 'שלום', 'é', '“quoted” – 5 €'])
      assert.equal(harmless(kept), kept);
  });

  it('makes one line of several, or keeps them apart', () => {
    assert.equal(harmless('a\r\nb\nc\td\u2028e'), 'a b c d e');
    assert.deepEqual(harmlessLines('a\r\n\nb'), ['a', '', 'b']);
  });

  it('shows that something was there', () => {
    assert.equal(harmless('\u001b]0;title\u0007'), '\ufffd]0;title\ufffd');
    assert.equal(harmless('a\u202eb'), 'a\ufffdb');
  });
});
