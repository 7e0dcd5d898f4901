// What is posted: the text of `kata review`, which another job made and which is therefore nobody's word.

/** Hidden in each text, so that one comment can be found again. The same as `MARKER` of `kata review`. */
export const MARKER = '<!-- kata-review -->';

/** GitHub ends a comment at 65,536 characters, GitLab much later; `kata review` stays under 60 KB. */
const LONGEST = 65_000;

/** A sentence for the person who reads the job's log. */
export class Refusal extends Error {}

/**
 * The text to post. Throws a Refusal where it is none of ours: it does not begin with the marker, or is not text.
 * @param {Uint8Array} bytes @param {string | null} where the run that holds the whole text, for people
 */
export function textFrom(bytes, where) {
  const text = new TextDecoder('utf-8').decode(bytes).replaceAll('\r\n', '\n').replaceAll('\0', '').trim();
  if (!text.startsWith(MARKER)) {
    throw new Refusal('The text does not begin with the mark of `kata review`: it is not posted.');
  }
  if (text === MARKER) throw new Refusal('The text is empty: `kata review` had an error; see its job.');
  return text.length > LONGEST ? tooLong(where) : text;
}

/** What is posted in place of a text that no comment can hold. @param {string | null} where */
export function tooLong(where) {
  const place = where === null ? 'the job that made it' : `[the job that made it](${where})`;
  return `${MARKER}\nThe review of this change is longer than a comment can be. It is whole in ${place}.`;
}

/** True where both are the same to people: hosts end lines in their own way. @param {string} a @param {string} b */
export function isSame(a, b) {
  const plain = (/** @type {string} */ text) => text.replaceAll('\r\n', '\n').trim();
  return plain(a) === plain(b);
}
