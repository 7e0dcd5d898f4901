import type { Review } from '../../src/core/review/review';
import { HOSTILE_TEXTS, hostileTexts } from './katas';
import { reviewOf, richStory } from './story';

/** Beside those of every hostile test: what GitHub and GitLab act on in a comment. */
export const HOSTILE_COMMENTS: readonly string[] = [
  ...HOSTILE_TEXTS,
  '/close',
  '!12 %3 ~bug ~"a b" &4 $5 *iteration:7 GL-8 [vulnerability:9]',
  'a@b.example and mailto:a@b.example xmpp:a@b.example',
  'HTTPS://EVIL.EXAMPLE WWW.EVIL.EXAMPLE ftp://evil.example',
  '<!-- kata-review -->',
  '</details></summary><details open>',
  '[^1]: footnote',
  '> [!WARNING]\n> alert',
  '$`x`$ ```math\nx\n```',
  '%%{init: {}}%% ```mermaid\ngraph TD\n```',
  '_a_ __b__ *c* ***d***',
  '~~~\ncode\n~~~',
  '&#x3c;script&#x3e; &copy; &nbsp;',
  '1) one',
  '    indented code',
  '\ta tab',
  '@\u200dteam \u2060@team :\u2060tada:',
  ']] [[ )) (( ](javascript:alert(1))',
  '\ud800 lone surrogate \udfff',
];

/** A change in which every record is hostile, new or edited. */
export async function hostileReview(texts: readonly string[], edited: boolean): Promise<Review> {
  const files = hostileTexts(texts);
  const code = Object.fromEntries(
    Object.values(files).flatMap((text) =>
      [...text.matchAll(/id: (c-[0-9a-z]{5})/g)].map(([, id], at) => [
        id ?? '',
        { state: 'open' as const, places: [{ path: `src/${texts[at % texts.length]}`, line: 1 }] },
      ]),
    ),
  );
  const from = { ...richStory(), ...(edited ? { texts: hostileTexts(['before', 'and before that']) } : {}) };
  return reviewOf((story) => Object.assign(story, { texts: files, code }), { from });
}
