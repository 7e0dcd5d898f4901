import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { reviewJson } from '../../../src/cli/formats/review';
import { toJson } from '../../../src/cli/json';
import { PAGE_STYLE, PAGE_STYLE_HASH } from '../../../src/core/document/page-style';
import { LARGEST, MARKER, reviewMarkdown } from '../../../src/core/review/markdown';
import { reviewPage } from '../../../src/core/review/page';
import { reviewText } from '../../../src/core/review/text';
import { textWidth } from '../../../src/core/text/width';
import { golden } from '../../support/golden';
import { REVIEW_CHANGES } from '../../support/review-changes';
import { reviewed, SHOP } from '../../support/reviewed';
import { actsOnATerminal } from '../../support/terminal';

describe('the review of a change', () => {
  it('has golden files for at least 25 changes, each of its own name', () => {
    const names = new Set(REVIEW_CHANGES.map(({ name }) => name));
    assert.equal(names.size, REVIEW_CHANGES.length);
    assert.ok(names.size >= 25, String(names.size));
  });

  for (const change of REVIEW_CHANGES) {
    it(change.name, async () => {
      const review = await reviewed(change);
      const markdown = reviewMarkdown(review, { links: SHOP });
      assert.ok(markdown.startsWith(`${MARKER}\n`));
      assert.ok(Buffer.byteLength(markdown) <= LARGEST, String(Buffer.byteLength(markdown)));
      for (const line of markdown.replace(/([-@#:!&$%~w])\u2060/gi, '$1').split('\n')) {
        assert.deepEqual(actsOnATerminal(line), [], line);
      }
      golden(`review/${change.name}.md`, markdown);
      const text = reviewText(review);
      for (const line of text.split('\n')) {
        assert.deepEqual(actsOnATerminal(line), [], line);
        assert.ok(textWidth(line) <= 80, line);
      }
      golden(`review/${change.name}.txt`, text);
      golden(`review/${change.name}.json`, toJson(reviewJson(review)));
      const page = reviewPage(review, { links: SHOP });
      golden(`review/${change.name}.html`, page.replace(PAGE_STYLE, ' the page’s own style '));
    });
  }

  it('is on a page whose policy allows its own style, and no other', () => {
    const hash = createHash('sha256').update(PAGE_STYLE).digest('base64');
    assert.equal(PAGE_STYLE_HASH, `sha256-${hash}`);
  });
});
