import assert from 'node:assert/strict';
import { HtmlRenderer, Parser } from 'commonmark';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { linksTo } from '../../../src/core/document/links';
import { reviewMarkdown } from '../../../src/core/review/markdown';
import { HOSTILE_COMMENTS, hostileReview } from '../../support/hostile-review';
import { runs } from '../../support/runs';
import { reviewOf } from '../../support/story';

const HEAD = '1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d';
const SITE = 'https://github.com/shop/checkout';
const links = linksTo({ site: 'github', url: SITE }, HEAD);

/** The elements that the template makes. */
const TAGS = new Set('p em strong s del ul li table thead tbody tr th td br a details summary'.split(' '));

const site = new MarkdownIt({ html: true, linkify: true });
const RENDERERS: readonly (readonly [string, (markdown: string) => string])[] = [
  ['CommonMark', (markdown) => new HtmlRenderer().render(new Parser().parse(markdown))],
  [
    'GFM',
    (markdown) =>
      micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
  ],
  ['a site that makes links of addresses', (markdown) => site.render(markdown)],
];

function assertHarmless(markdown: string): void {
  for (const [name, render] of RENDERERS) {
    const html = render(markdown);
    for (const [, tag, rest] of html.matchAll(/<([a-z0-9]+)([^>]*)>/gi)) {
      assert.ok(TAGS.has(tag ?? ''), `${name}: <${tag}> in ${around(html, `<${tag}`)}`);
      if (tag === 'a')
        assert.match(rest ?? '', /^ href="https:\/\/github\.com\/shop\/checkout\/(blob|commit)\//, name);
      else assert.match(rest ?? '', /^( align="[a-z]+")?( \/)?$/, `${name}: <${tag}${rest}>`);
    }
    assert.equal(html.split('<!--').length, 2, `${name}: one hidden mark, and no other`);
    assert.doesNotMatch(html, /<h\d|<hr|<img|<input|<pre|<code|<blockquote|<ol|<sup/);
    for (const [, row = ''] of html.matchAll(/<tr>(.*?)<\/tr>/gs)) {
      assert.equal(row.match(/<t[dh][ >]/g)?.length, 4, `${name}: ${row}`);
    }
    assert.equal(html.split('<details>').length, html.split('</details>').length);
  }
  // Links that a site makes once all is rendered.
  for (const { url } of linksIn(
    fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
  )) {
    assert.ok(url.startsWith(`${SITE}/`), url);
  }
  const said = RENDERERS[1]?.[1](markdown).replace(/<[^>]+>/g, ' ') ?? '';
  assert.doesNotMatch(said, /@[\p{L}\p{N}]/u, 'a mention');
  assert.doesNotMatch(said, /(?:^|\W):[\w+-]+:(?:\W|$)/, 'an emoji code');
  assert.doesNotMatch(said, /#\d|\bG[HL]-\d/i, 'a number of an issue');
  assert.doesNotMatch(said, /https?:\/\/|www\./i, 'an address');
  for (const line of markdown.split('\n')) assert.doesNotMatch(line, /^\//, 'a command');
}

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

function linksIn(node: Node): { readonly url: string }[] {
  const own = node.url === undefined ? [] : [{ url: node.url }];
  return [...own, ...(node.children ?? []).flatMap(linksIn)];
}

function around(html: string, what: string): string {
  const at = html.indexOf(what);
  return html.slice(Math.max(0, at - 80), at + 160);
}

describe('the Markdown of hostile records', () => {
  it('would be caught where it broke out', () => {
    const acting = [
      '@team',
      'www.evil.example',
      ':tada:',
      '# heading',
      '---',
      '<img src=x>',
      'x <b>b</b>',
      '`code`',
      '1. one',
    ];
    for (const text of [
      ...acting,
      '[l](https://evil.example)',
      'see org/repo#2',
      '</details>',
      '<!-- two -->',
      '> q',
      '/close',
    ]) {
      assert.throws(() => assertHarmless(`<!-- kata-review -->\n\n${text}\n`), assert.AssertionError, text);
    }
    assertHarmless('<!-- kata-review -->\n\nnothing *hostile*\n');
  });

  for (const edited of [false, true]) {
    it(`renders to the template and nothing else, ${edited ? 'edited' : 'new'}`, async () => {
      const markdown = reviewMarkdown(await hostileReview(HOSTILE_COMMENTS, edited), { links });
      assert.ok(markdown.length > 5000);
      assertHarmless(markdown);
    });
  }

  it('whatever is written there', async () => {
    const text = fc.oneof(
      fc.constantFrom(...HOSTILE_COMMENTS),
      fc.string({ unit: fc.constantFrom(...'<>[]()!*_`~|#@:\\&$-+=.%^"\' a1\n/'), maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 30 }).map((one) => one.replace(/\p{Cs}/gu, '')),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (texts, edited) => {
          assertHarmless(reviewMarkdown(await hostileReview(texts, edited), { links }));
        },
      ),
      { numRuns: runs(25) },
    );
  });

  it('stays within its size, however large the change, with every fold closed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 300, max: 60_000 }), fc.boolean(), async (size, edited) => {
        const review = await hostileReview(
          [...HOSTILE_COMMENTS, '語'.repeat(400), 'word '.repeat(200)],
          edited,
        );
        const largest = Math.max(4000, size);
        const markdown = reviewMarkdown(review, { links, largest });
        assert.ok(Buffer.byteLength(markdown) <= largest, `${Buffer.byteLength(markdown)} of ${largest}`);
        assertHarmless(markdown);
      }),
      { numRuns: runs(6) },
    );
  });

  it('a thousand katas: those that have no room are counted', async () => {
    const review = await reviewOf((story) => {
      story.kata.challenge = 'Another one';
    });
    const katas = Array.from({ length: 1000 }, () => review.katas).flat();
    const markdown = reviewMarkdown({ ...review, katas }, { links });
    assert.ok(Buffer.byteLength(markdown) <= 60_000);
    const shown = markdown.match(/^\*\*Checkout answers/gm)?.length ?? 0;
    const [, left = '0'] = /Left out, for want of room:.*?([\d,]+) katas/.exec(markdown) ?? [];
    assert.ok(shown > 100, String(shown));
    assert.equal(shown + Number(left.replace(',', '')), 1000);
  });
});
