import assert from 'node:assert/strict';
import { PAGE_STYLE } from '../../../src/core/document/page-style';
import { buildStoryboard } from '../../../src/core/storyboard/build';
import { storyboardHtml } from '../../../src/core/storyboard/html';
import { golden } from '../../support/golden';
import { EMPTY, hostileTexts, type KataTexts, kataOf, RICH } from '../../support/katas';
import { richStory, sideOf } from '../../support/story';

async function pageOf(texts: KataTexts): Promise<string> {
  return storyboardHtml(buildStoryboard(await kataOf(texts), { today: '2026-11-25' }));
}

/** The elements that the template makes. */
const TAGS =
  'html head meta title style body main article header h1 h2 p em strong del b div section span progress ul li table thead tbody tr th td svg text line polyline circle footer br';

describe('a storyboard as a page', () => {
  for (const [name, texts] of [
    ['rich', RICH],
    ['empty', EMPTY],
  ] as const) {
    it(name, async () => {
      golden(`${name}.html`, (await pageOf(texts)).replace(PAGE_STYLE, ' the page’s own style '));
    });
  }

  it('is of the template’s elements alone, whatever is written in a record', async () => {
    const tags = new Set(TAGS.split(' '));
    const page = (await pageOf(hostileTexts())).replace(PAGE_STYLE, '').replace('<!DOCTYPE html>', '');
    for (const [tag] of page.matchAll(/<\/?[^>]*>?/g)) {
      const [, name = ''] = /^<\/?([a-z0-9]+)[ >/]/.exec(tag) ?? [];
      assert.ok(tags.has(name), tag);
      assert.doesNotMatch(tag, /\s(on\w+|style|src|href)=/, tag);
    }
  });

  it('says where each corner is, and what became of it', async () => {
    const story = richStory();
    story.code = {
      'c-8k2fd': {
        state: 'open',
        kata: 'checkout-latency',
        home: '',
        places: [{ path: 'src/rates.js', line: 41 }],
      },
      'c-h77ye': {
        state: 'cleaned',
        kata: 'checkout-latency',
        home: '',
        evidence: { hash: '4f2a91c84f2a91c8', subject: 's', author: 'Cem', date: '2026-11-24T10:00:00Z' },
      },
    };
    const { homes, corners } = await sideOf('main', story);
    const [kata] = homes.flatMap((home) => home.katas);
    assert.ok(kata !== undefined);
    const page = storyboardHtml(buildStoryboard(kata, { today: '2026-11-25', corners }));
    assert.match(page, /<strong>Rates never expire<\/strong><\/td>.*src\/rates\.js:41/s);
    assert.match(page, /No retry on time-out<\/span>.*cleaned up 24 Nov by Cem in 4f2a91c8/s);
  });
});
