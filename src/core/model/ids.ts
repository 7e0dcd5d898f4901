/** The letters of an id: digits and lower-case letters without i, l, o, u, which are misread (Crockford's base 32). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** What an id names: experiment, obstacle, coaching cycle (its questions), corner. */
export type IdPrefix = 'x' | 'o' | 'q' | 'c';

const ID = /^([xoqc])-([0-9a-hjkmnp-tv-z]{5})$/;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** True for `x-7f3kq` and its like: the prefix, five letters of the alphabet, at least one of them no digit. */
export function isId(text: string, prefix?: IdPrefix): boolean {
  const match = ID.exec(text);
  return match !== null && (prefix === undefined || match[1] === prefix) && /[a-z]/.test(match[2] ?? '');
}

/** True for a slug: lower-case letters, digits and single hyphens between them. */
export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

/** A title as a slug of at most 40 characters: `Cache tax rates!` gives `cache-tax-rates`; empty where no letter is left. */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
}

/**
 * A new random id that is not among `taken`.
 * @param random gives a number from 0 up to, not including, 1; callers pass a cryptographic source.
 */
export function newId(prefix: IdPrefix, taken: ReadonlySet<string>, random: () => number): string {
  for (;;) {
    let letters = '';
    for (let i = 0; i < 5; i++) letters += ALPHABET[Math.floor(random() * ALPHABET.length)] ?? '0';
    const id = `${prefix}-${letters}`;
    if (isId(id) && !taken.has(id)) return id;
  }
}
