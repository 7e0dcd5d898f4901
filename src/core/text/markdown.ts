import { harmless } from './harmless';

/** Invisible, and no part of a name: it parts what a site would otherwise link or replace after rendering. */
const JOINER = '\u2060';

/**
 * A record's text as one line of GitHub-flavoured Markdown that says the same and does nothing:
 * no markup or HTML, no link, no mention, no issue number, no emoji code, no maths, no new table cell.
 * It may stand at the start of a line.
 */
export function markdown(text: string): string {
  const parted = harmless(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/@(?=[\p{L}\p{N}_-])/gu, `@${JOINER}`)
    .replace(/#(?=[\p{L}\p{N}_])/gu, `#${JOINER}`)
    .replace(/\b(gh-)(?=\d)/gi, `$1${JOINER}`)
    .replace(/:(?=[\w+-]+:)/g, `:${JOINER}`);
  return parted
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www)\./gi, '$1\\.')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^[#+\-=:]/, '\\$&');
}
