import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRecord } from '../../../src/core/load/read-record';
import { placeOf } from '../../../src/core/model/layout';
import type { Range } from '../../../src/core/model/problem';
import type { YamlPath } from '../../../src/core/yaml/edit/types';
import { locateIn } from '../../../src/core/yaml/locate';
import { parseYaml } from '../../../src/core/yaml/parse';
import { runs } from '../../support/runs';

const PATH = '.kata/checkout/experiments/x-7f3kq.yaml';

/** The paths of a value and of all within it, and some that lead nowhere. */
function pathsOf(value: unknown, at: YamlPath = []): YamlPath[] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, one]) => [Array.isArray(value) ? Number(key) : key, one] as const)
      : [];
  return [at, [...at, 'nowhere'], [...at, 7], ...inner.flatMap(([step, one]) => pathsOf(one, [...at, step]))];
}

describe('where a value stands', () => {
  it('is the same whether its entry alone or the whole record is looked at', () => {
    const entry = fc.constantFrom(
      ...[
        'title: A  # why',
        'title: "A: B"',
        'step: |',
        'step: >-',
        'expect:',
        'expect: ~',
        "learner: 'Ana'",
      ],
      ...['values: { p95: 1 }', 'values:\n  p95: 1 # ms\n\n  calls: 2', 'expectValues:\n    p95: 600'],
      ...[
        'corners:\n- id: c-8k2fd\n  what: W\n\n# more\n- id: c-w0r5n',
        'corners:\n  - { id: c-8k2fd, what: W }',
      ],
      ...[
        'happened: first\n  second\n\n  third',
        '# a line of its own',
        'started: 2026-11-20',
        'corners: []',
      ],
    );
    const text = fc
      .tuple(
        fc.uniqueArray(entry, { selector: (one) => one.split(':')[0], maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\n', '\n\n# end\n'),
      )
      .map(([entries, newline, end]) =>
        (entries.join('\n').replace(/(step: [|>]-?)/, '$1\n  a text\n\n  of lines\n') + end).replaceAll(
          '\n',
          newline,
        ),
      );
    let found = 0;
    fc.assert(
      fc.property(text, (source) => {
        const place = placeOf(PATH);
        assert.ok(place !== null);
        const whole = parseYaml(source, PATH);
        const root = whole.document?.contents ?? null;
        for (const at of pathsOf(readRecord(place, PATH, source).value)) {
          for (const part of [undefined, 'key'] as const) {
            // Read anew for each: who asks often is given the whole record.
            const range: Range = readRecord(place, PATH, source).locate(at, part);
            assert.deepEqual(
              range,
              locateIn(root, at, source, whole.lines, part),
              `${at.join('.')} in ${source}`,
            );
            found += range.start.offset > 0 ? 1 : 0;
          }
        }
      }),
      { numRuns: runs(300) },
    );
    assert.ok(found > 0);
  });
});
