import { stringify } from 'yaml';
import type { KataHome } from '../load/loaded';
import { isSlug } from '../model/ids';
import type { Plan } from './change';
import { planned, planning, refuse } from './planning';

export interface NewKata {
  readonly title?: string;
  readonly challenge?: string;
  /** The folder that shall hold `.kata`, relative to the source; the top where it is left out. */
  readonly folder?: string;
  /** What that folder's home holds already, if there is one. */
  readonly home?: KataHome | null;
}

/** A new kata: its `kata.yaml`, with comments that teach the practice. */
export function planInit(slug: string, given: NewKata = {}): Plan {
  return planning(() => {
    if (!isSlug(slug)) {
      refuse(
        'edit/invalid',
        `${slug === '' ? 'The name' : slug} is no slug, so nothing was written.`,
        'Use lower-case letters, digits and hyphens, such as checkout-latency.',
      );
    }
    if (given.home?.katas.some((kata) => kata.slug === slug) === true) {
      refuse(
        'edit/exists',
        `There is a kata ${slug} already, so nothing was written.`,
        'Choose another name.',
      );
    }
    const folder = given.folder ?? '';
    const path = `${folder === '' ? '' : `${folder}/`}.kata/${slug}/kata.yaml`;
    return planned('create kata', [{ kind: 'create', path, text: kataText(slug, given) }], [], slug);
  });
}

function kataText(slug: string, given: NewKata): string {
  const title = given.title?.trim() || slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');
  const challenge =
    given.challenge?.trim() || 'Say here what would be worth reaching in six months to three years.';
  const line = (key: string, text: string) => stringify({ [key]: text }, { lineWidth: 0 }).trimEnd();
  return `# An improvement kata: four steps, practised a little every day.
kata: 1
${line('title', title)}

# 1. Direction. The challenge is what you can't do yet; the north star is never quite reached.
${line('challenge', challenge)}
# northStar: Buying feels instant, on the busiest day of the year.
# focusProcess: The process that you look at, such as quoting a basket.
# team: { learner: Ana, coach: Bo }

# What you measure. An outcome metric says whether it got better; a process metric says how the work runs.
# metrics:
#   - { id: p95, title: p95 of POST /quote, unit: ms, better: lower, kind: outcome }

# 2. Current condition. Go and see: facts and numbers, no guesses. Newest last; earlier ones stay.
# currentCondition:
#   - date: 2026-11-02
#     process: How the work runs today.
#     facts:
#       - p95 is 840 ms at 40 requests/s
#     values:
#       p95: 840

# 3. Target condition. Where you want to be in one week to three months. One is active.
# targets:
#   - id: under-500
#     title: p95 is under 500 ms
#     achieveBy: 2026-12-11
#     state: active
#     pattern: How the work would run then.
#     values:
#       p95: 500

# 4. Experiments towards it, one obstacle at a time: each is a file of its own, under experiments/ and obstacles/.
`;
}
