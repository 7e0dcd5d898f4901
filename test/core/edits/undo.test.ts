import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyTextChanges, rebaseUndo, undoStep } from '../../../src/core/edits/undo';
import type { TextChange } from '../../../src/core/yaml/edit/types';
import { runs } from '../../support/runs';

/** Lines as records have them, with repetitions on purpose. */
const lines = fc.array(
  fc.constantFrom('a: 1\n', 'b: 2\n', '- x\n', '  k: v\n', '\n', '# note\n', 'é: 😀\r\n'),
  {
    minLength: 1,
    maxLength: 12,
  },
);

/** A text with changes of it that don't overlap. */
const changed = lines
  .map((parts) => parts.join(''))
  .chain((text) =>
    fc
      .array(fc.tuple(fc.nat(text.length), fc.nat(8), fc.constantFrom('', 'z', 'new: 1\n', '\n')), {
        maxLength: 3,
      })
      .map((drafts) => {
        const changes: TextChange[] = [];
        let free = 0;
        for (const [offset, length, inserted] of drafts.sort((a, b) => a[0] - b[0])) {
          if (offset < free || offset + length > text.length) continue;
          changes.push({ offset, length, text: inserted });
          free = offset + length + 1;
        }
        return { text, changes };
      }),
  );

describe('undo', () => {
  it('right after a change gives the text before, byte for byte', () => {
    fc.assert(
      fc.property(changed, ({ text, changes }) => {
        const step = undoStep(text, changes);
        const undone = rebaseUndo(step, step.after);
        assert.ok(undone.ok);
        assert.equal(undone.text, text);
        assert.equal(applyTextChanges(step.after, undone.changes), text);
      }),
      { numRuns: runs(500) },
    );
  });

  it('keeps lines that were added before and after since', () => {
    fc.assert(
      fc.property(changed, lines, lines, ({ text, changes }, head, tail) => {
        const step = undoStep(text, changes);
        const [top, bottom] = [`top: 1\n${head.join('')}TOP: 2\n`, `BOTTOM: 3\n${tail.join('')}bottom: 4\n`];
        const ends = step.after.endsWith('\n') || step.after === '';
        fc.pre(ends && changes.length > 0 && step.after !== '');
        const undone = rebaseUndo(step, `${top}${step.after}${bottom}`);
        // Lines that repeat may leave doubt, and doubt is refused; what is undone is undone exactly.
        if (undone.ok) assert.equal(undone.text, `${top}${text}${bottom}`);
      }),
      { numRuns: runs(500) },
    );
  });

  it('takes a value back between two edits that were made elsewhere since', () => {
    const before = 'title: A\nstep: one\nexpect: x\nlearned: y\nowner: Ana\n';
    const step = undoStep(before, [{ offset: before.indexOf('x'), length: 1, text: 'much better' }]);
    const now = step.after.replace('title: A', 'title: B, and longer').replace('owner: Ana', 'owner: Bo');
    const undone = rebaseUndo(step, now);
    assert.ok(undone.ok);
    assert.equal(undone.text, 'title: B, and longer\nstep: one\nexpect: x\nlearned: y\nowner: Bo\n');
  });

  it('refuses where the very stretch is another text now, or gone', () => {
    const step = undoStep('a: 1\nb: 2\nc: 3\n', [{ offset: 8, length: 1, text: '5' }]);
    for (const now of ['a: 1\nb: 6\nc: 3\n', 'a: 1\nc: 3\n', '', 'a: 1\nb: 5 # why\nc: 3\n']) {
      assert.equal(rebaseUndo(step, now).ok, false, JSON.stringify(now));
    }
  });

  it('puts nothing back between neighbours that have moved on: it would land in another list', () => {
    const before = 'facts:\n  - one\n  - two\nvalues:\n  p95: 1\n';
    const step = undoStep(before, [{ offset: before.indexOf('  - two'), length: 8, text: '' }]);
    assert.equal(rebaseUndo(step, 'process: p\nvalues:\n  p95: 1\n').ok, false);
    const elsewhere = rebaseUndo(step, step.after.replace('p95: 1', 'p95: 2'));
    assert.ok(elsewhere.ok);
    assert.equal(elsewhere.text, before.replace('p95: 1', 'p95: 2'));
  });

  it('is no change for a change of nothing', () => {
    assert.deepEqual(rebaseUndo(undoStep('a', []), 'b'), { ok: true, changes: [], text: 'b' });
  });
});
