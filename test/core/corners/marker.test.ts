import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asComment, commentStyleOf, knownExtensions } from '../../../src/core/corners/comment-styles';
import { MOST_WORDS, markersOf, markerText, readMarkers } from '../../../src/core/corners/marker';
import { C, D, mark } from '../../support/corner-repo';
import { runs } from '../../support/runs';

/** A line of each language, as people write a comment in it. */
const LINES: Readonly<Record<string, string>> = {
  javascript: `  // ${mark()}`,
  c: `/* ${mark()} */`,
  'c, among others': `/*${mark()}*/ int x;`.replace(' int x;', ''),
  python: `    # ${mark()}`,
  'python, in a string': `"""${mark()}"""`,
  sql: `-- ${mark()}`,
  lua: `--[[ ${mark()} ]]`,
  haskell: `{- ${mark()} -}`,
  html: `<!-- ${mark()} -->`,
  ocaml: `(* ${mark()} *)`,
  lisp: `;; ${mark()}`,
  'common lisp': `#| ${mark()} |#`,
  latex: `% ${mark()}`,
  'visual basic': `' ${mark()}`,
  batch: `REM ${mark()}`,
  fortran: `! ${mark()}`,
  powershell: `<# ${mark()} #>`,
  jinja: `{# ${mark()} #}`,
  erb: `<%# ${mark()} %>`,
  jsp: `<%-- ${mark()} --%>`,
  vim: `" ${mark()}`,
  julia: `#= ${mark()} =#`,
  'a notebook': `    "# ${mark()}\\n",`,
  jsx: `{/* ${mark()} */}`,
};

describe('a marker', () => {
  for (const [language, line] of Object.entries(LINES)) {
    it(`is read in ${language}, without the end of the comment`, () => {
      const { markers, malformed } = readMarkers(line);
      assert.deepEqual(malformed, []);
      assert.deepEqual(
        markers.map(({ id, words }) => [id, words]),
        [[C, 'rates never expire']],
      );
      const [marker] = markers;
      assert.equal(line.slice(marker?.start, marker?.end), mark());
    });
  }

  it('may stand alone, twice on a line, and on any line', () => {
    const text = `x\r\n${mark(C, '')}\r\n\n// ${mark(C, 'one')} and ${mark(D, 'two')}`;
    assert.deepEqual(
      markersOf(text).markers.map(({ id, words, line }) => [id, words, line]),
      [
        [C, '', 2],
        [C, 'one and', 4],
        [D, 'two', 4],
      ],
    );
  });

  it('that was meant as one and is none is told', () => {
    for (const id of ['', 'c-8k2f', 'x-7f3kq', 'c-8k2fl', 'c-12345', 'C-8K2FD', 'rates']) {
      const { markers, malformed } = readMarkers(`// KATA-${'CORNER'}(${id}): words`);
      assert.deepEqual([markers, malformed.map(({ text }) => text)], [[], [id]], id);
    }
    const open = readMarkers(`// KATA-${'CORNER'}(c-8k2fd: words`);
    assert.deepEqual([open.markers, open.malformed.length], [[], 1]);
  });

  it('is no prose that names the word', () => {
    for (const line of [`KATA-${'CORNER'}`, `KATA-${'CORNER'}: words`, `kata-corner(${C})`, 'nothing'])
      assert.deepEqual(readMarkers(line), { markers: [], malformed: [] }, line);
  });

  it('in a line of a megabyte is found, and no more than its words are read', () => {
    const long = `${'x'.repeat(600_000)}${mark()} ${'y'.repeat(600_000)}${mark(D)}`;
    const [first, second] = readMarkers(long).markers;
    assert.equal(first?.words.length, MOST_WORDS - 2);
    assert.equal(second?.id, D);
  });

  it('is read as it was written, whatever its words', () => {
    const words = fc.string({ unit: fc.constantFrom(...'abc -*/<>#{}%"\'\\\n\t:().é😀') });
    fc.assert(
      fc.property(words, (text) => {
        const written = markerText(C, text);
        assert.equal(/[\n\r]/.test(written), false);
        const { markers } = readMarkers(`// ${written}`);
        assert.equal(markers[0]?.id, C);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('comment styles', () => {
  it('are known for far more than twenty languages, and for no format without comments', () => {
    assert.ok(knownExtensions().length >= 150, `${knownExtensions().length} extensions`);
    assert.equal(new Set(knownExtensions()).size, knownExtensions().length);
    for (const path of ['a.json', 'a.ipynb', 'a.csv', 'a', 'a.png', 'LICENSE', 'a.lock'])
      assert.equal(commentStyleOf(path), null, path);
    const expected = {
      'a/b.ts': '//',
      'b.PY': '#',
      Makefile: '#',
      'x/Dockerfile': '#',
      'q.sql': '--',
      'q.lua': '--',
      'q.hs': '--',
      'a.clj': ';',
      'a.tex': '%',
      'a.bas': "'",
      'a.bat': 'REM',
      'a.f90': '!',
      'a.css': '/*',
      'a.html': '<!--',
      'a.md': '<!--',
      'a.ml': '(*',
      'a.rs': '//',
      'a.go': '//',
      'a.rb': '#',
      'a.erb': '<%#',
      'a.twig': '{#',
      'tsconfig.json': '//',
      'a.vue': '<!--',
      'a.kt': '//',
      'a.yaml': '#',
    };
    for (const [path, start] of Object.entries(expected))
      assert.equal(commentStyleOf(path)?.start, start, path);
  });

  it('hold any words without ending early', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...knownExtensions()),
        fc.string({ unit: fc.constantFrom(...'ab -*/<>#{}%!@()') }),
        (extension, words) => {
          const style = commentStyleOf(`a.${extension}`);
          assert.ok(style);
          const line = asComment(style, markerText(C, words));
          assert.equal(readMarkers(line).markers[0]?.id, C, line);
          if (style.kind === 'block')
            assert.equal(line.indexOf(style.end, style.start.length), line.length - style.end.length, line);
        },
      ),
      { numRuns: runs(1000) },
    );
  });
});
