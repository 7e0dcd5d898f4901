import { linksTo } from '../../src/core/document/links';
import { compareKatas } from '../../src/core/review/compare';
import type { Review } from '../../src/core/review/review';
import type { ReviewChange } from './review-changes';
import { richStory, sideOf } from './story';

const HEAD = '1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d';
/** Links into a shop's repository. */
export const SHOP = linksTo({ site: 'github', url: 'https://github.com/shop/checkout' }, HEAD);

/** The review of one of the changes that have golden files. */
export async function reviewed({
  from = richStory,
  change,
  beside = {},
  name,
}: ReviewChange): Promise<Review> {
  const [before, after] = [from(), from()];
  change(after);
  const base = await sideOf('main', ...[before, beside.before ?? []].flat());
  const head = await sideOf('warm-start', ...[after, beside.after ?? []].flat());
  const today = name === 'a-year' ? '2027-10-28' : '2026-11-25';
  return compareKatas({ ...base, commit: HEAD.replaceAll('1', '9') }, { ...head, commit: HEAD }, today);
}
