import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { buildStoryboard } from '../../../src/core/storyboard/build';
import { storyboardMarkdown } from '../../../src/core/storyboard/markdown';
import { ansiPalette } from '../../../src/core/storyboard/palette';
import { storyboardText } from '../../../src/core/storyboard/text';
import { textWidth } from '../../../src/core/text/width';
import { golden } from '../../support/golden';
import { EMPTY, HOSTILE_TEXTS, hostileTexts, type KataTexts, kataOf, RICH } from '../../support/katas';
import { runs } from '../../support/runs';
import { actsOnATerminal } from '../../support/terminal';

const boards: readonly (readonly [string, KataTexts])[] = [
  ['rich', RICH],
  ['empty', EMPTY],
  ['hostile', hostileTexts()],
];

async function viewOf(texts: KataTexts) {
  return buildStoryboard(await kataOf(texts), { today: '2026-11-25' });
}

describe('a storyboard as text', () => {
  for (const [name, texts] of boards) {
    for (const width of [80, 120]) {
      it(`${name} at ${width} columns`, async () => {
        golden(`${name}-${width}.txt`, storyboardText(await viewOf(texts), { width }));
      });
    }

    it(`${name} keeps to any width, and brings no acting character from a record`, async () => {
      const view = await viewOf(texts);
      for (const width of [40, 57, 80, 99, 100, 120, 300]) {
        for (const line of storyboardText(view, { width }).split('\n')) {
          assert.ok(textWidth(line) <= Math.min(width, 120), `${width}: ${line}`);
          assert.deepEqual(actsOnATerminal(line), [], line);
          assert.equal(line, line.trimEnd());
        }
      }
    });

    it(`${name} says the same in colour`, async () => {
      const view = await viewOf(texts);
      const plain = storyboardText(view, { width: 100 });
      const colour = storyboardText(view, { width: 100, colour: ansiPalette });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the palette's own marks
      assert.equal(colour.replace(/\u001b\[[\d;]*m/g, ''), plain);
      assert.notEqual(colour, plain);
    });
  }

  it('brings no acting character from any record, whatever is written there', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom(...HOSTILE_TEXTS));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (texts) => {
        const view = await viewOf(hostileTexts(texts.map((one) => one.replace(/\p{Cs}/gu, ''))));
        const all = `${storyboardText(view, { width: 72 })}${storyboardMarkdown(view)}`;
        // Our own joiner after a sign that a site would act on is no character of a record.
        for (const line of all.split('\n'))
          assert.deepEqual(actsOnATerminal(line.replace(/([-@#:!&$%~w])\u2060/gi, '$1')), []);
      }),
      { numRuns: runs(60) },
    );
  });
});

/** As a site renders it that allows HTML and makes links of bare addresses: the worst case. */
const site = new MarkdownIt({ html: true, linkify: true });

describe('a storyboard as Markdown', () => {
  for (const [name, texts] of boards) {
    it(name, async () => golden(`${name}.md`, storyboardMarkdown(await viewOf(texts))));
  }

  it('renders to the board and nothing else, whatever is written in a record', async () => {
    const text = fc.oneof(
      fc.constantFrom(...HOSTILE_TEXTS),
      fc.string({ unit: fc.constantFrom(...'<>[]()!*_`~|#@:\\&$-+=. a1\n/'), maxLength: 30 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (texts) => {
        const html = site.render(storyboardMarkdown(await viewOf(hostileTexts(texts))));
        const tags = new Set(Array.from(html.matchAll(/<([a-z0-9]+)/gi), (match) => match[1]));
        for (const tag of tags) assert.ok(BOARD_TAGS.has(tag ?? ''), `<${tag}> in ${html}`);
        for (const row of html.matchAll(/<tr>(.*?)<\/tr>/gs)) {
          assert.equal(row[1]?.match(/<t[dh]>/g)?.length, 4, row[0]);
        }
        // Heads: the title and the sections, never one that a record made.
        assert.ok((html.match(/<h\d>/g)?.length ?? 0) <= 8, html);
      }),
      { numRuns: runs(100) },
    );
  });
});

const BOARD_TAGS = new Set('h1 h2 p em strong s ul li table thead tbody tr th td br'.split(' '));
