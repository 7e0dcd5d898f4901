import assert from 'node:assert/strict';
import fc from 'fast-check';
import { insertLine } from '../../../src/core/corners/insert-line';
import { runs } from '../../support/runs';

function inserted(text: string, at: number, anchor: string | null = null) {
  const result = insertLine(text, at, '// M', anchor);
  assert.ok(result.ok, JSON.stringify(result));
  return result.text;
}

describe('a line put above another', () => {
  it('is indented as that is, with its line ending', () => {
    assert.equal(inserted('a\n\t\tb\n', 2), 'a\n\t\t// M\n\t\tb\n');
    assert.equal(inserted('a\r\n  b\r\n', 2), 'a\r\n  // M\r\n  b\r\n');
    assert.equal(inserted('a\rb\r', 2), 'a\r// M\rb\r');
    assert.equal(inserted('a\nb\r\n', 2), 'a\n// M\r\nb\r\n');
  });

  it('leaves a byte order mark first, and a last line without an ending without one', () => {
    assert.equal(inserted('\ufeffa\n', 1), '\ufeff// M\na\n');
    assert.equal(inserted('\ufeff  a', 1, '  a'), '\ufeff  // M\n  a');
    assert.equal(inserted('a\r\nb', 2), 'a\r\n// M\r\nb');
    assert.equal(inserted('a\n', 2), 'a\n// M\n');
    assert.equal(inserted('', 1), '// M\n');
  });

  it('stands below a first line that has to stay the first', () => {
    for (const first of [
      '#!/bin/sh',
      '<?xml version="1.0"?>',
      '<?php',
      '<!DOCTYPE html>',
      '# -*- coding: x -*-',
    ]) {
      assert.equal(inserted(`${first}\nb\n`, 1), `${first}\n// M\nb\n`);
      assert.equal(inserted(`\ufeff${first}\nb\n`, 1), `\ufeff${first}\n// M\nb\n`);
      assert.equal(inserted(first, 1), `${first}\n// M`);
    }
  });

  it('is refused where there is no such line, or it says something else now', () => {
    for (const at of [0, 3, 1.5, -1, Number.NaN]) assert.equal(insertLine('a\n', at, 'M').ok, false, `${at}`);
    const moved = insertLine('a\nb\n', 2, 'M', 'c');
    assert.equal(!moved.ok && moved.message, 'has changed meanwhile');
  });

  it('changes no other byte, in any text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '\t', '\n', '\r\n', '\r', '\ufeff', 'é') });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 6 }), (before, at) => {
        const result = insertLine(before, at, '// M');
        if (!result.ok) return;
        const { offset, length, text: added } = result.change;
        assert.equal(length, 0);
        assert.equal(result.text.slice(0, offset) + result.text.slice(offset + added.length), before);
        const lines = result.text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
        assert.equal(lines[result.line - 1]?.trim(), '// M');
      }),
      { numRuns: runs(1000) },
    );
  });
});
