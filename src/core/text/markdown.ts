import { harmless } from './harmless';

/** Invisible, and no part of a name: it parts what a site would otherwise link or replace after rendering. */
const JOINER = '\u2060';

/**
 * What sites act on once Markdown is rendered, whatever was escaped in it: mentions, numbers of issues, requests,
 * epics and labels, emoji codes, addresses. Each is parted after its first sign.
 */
const ACTED_ON: readonly RegExp[] = [
  /@(?=[\p{L}\p{N}_-])/gu,
  /#(?=[\p{L}\p{N}_])/gu,
  /[!&$](?=\d)/g,
  /[%~](?=["'\p{L}\p{N}_])/gu,
  /\b(?:gh|gl)-(?=\d)/gi,
  /:(?=[\w+-]+:)/g,
  /:(?=\/\/)/g,
  /\b(?:mailto|xmpp):(?=\S)/gi,
  /\bwww(?=\.)/gi,
];

/**
 * A text as a part of a line of GitHub-flavoured Markdown that says the same and does nothing: no markup or HTML, no
 * link, no mention, no issue number, no emoji code, no maths, no new table cell. White space at its ends stays.
 */
export function markdownPart(text: string): string {
  let parted = harmless(text).replace(/\s+/g, ' ');
  for (const sign of ACTED_ON) parted = parted.replace(sign, `$&${JOINER}`);
  return parted
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** A line made of such parts, so that nothing at its start makes it a heading, a list, a rule or a command. */
export function markdownLine(parts: string): string {
  return parts
    .trim()
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^[#+\-=:/]/, '\\$&');
}

/** A record's text as one such line. */
export function markdown(text: string): string {
  return markdownLine(markdownPart(text));
}
