// Puts a text where a change is talked about: one comment, made once and kept up to date.
import { HostError, Unanswered } from './http.mjs';
import { isSame, MARKER, tooLong } from './text.mjs';

/**
 * @typedef {{ id: number, body: string, isOurs: boolean }} Comment
 * @typedef {{ comments: Comment[], isLast: boolean }} Page
 * @typedef {import('./http.mjs').Answer} Answer
 * @typedef {{
 *   list: (page: number) => Promise<Page>,
 *   create: (body: string) => Promise<Answer>,
 *   update: (id: number, body: string) => Promise<Answer>,
 *   remove: (id: number) => Promise<Answer>,
 *   mayNot: string,
 * }} Host `mayNot` says what to do where the host refuses.
 */

const MOST_PAGES = 200;
/** How often all is looked at anew: a comment may be deleted, or made by another run, at any time. */
const ROUNDS = 5;

/**
 * Posts the text, or brings our comment up to date. Comments of others are never touched, whatever they hold.
 * @param {Host} host @param {string} text @param {{ where: string | null, sleep: (seconds: number) => Promise<void> }} options
 * @returns {Promise<'created' | 'updated' | 'unchanged'>}
 */
export async function post(host, text, { where, sleep }) {
  let body = text;
  for (let round = 1; ; round++) {
    try {
      const [first, ...others] = await ours(host);
      const done = first === undefined ? await create(host, body) : await bring(host, first, body);
      // Two runs at once may each have made one: the oldest stays.
      for (const { id } of others)
        check(await host.remove(id), host, 'A second comment could not be removed', [404]);
      if (done === 'too long') body = tooLong(where);
      else if (done !== 'gone') return done;
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      if (round < ROUNDS) await sleep(2 ** (round - 1));
    }
    if (round === ROUNDS) throw new Error(`The comment could not be brought up to date in ${ROUNDS} tries.`);
  }
}

/** Our comments that hold the marker, oldest first. @param {Host} host */
async function ours(host) {
  const found = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { comments, isLast } = await host.list(page);
    found.push(...comments.filter(({ isOurs, body }) => isOurs && body.trimStart().startsWith(MARKER)));
    if (isLast) break;
  }
  return found.sort((a, b) => a.id - b.id);
}

/** @param {Host} host @param {string} body @returns {Promise<'created' | 'too long'>} */
async function create(host, body) {
  const answer = await host.create(body);
  if (isTooLong(answer)) return 'too long';
  check(answer, host, 'The comment could not be made');
  return 'created';
}

/** @param {Host} host @param {Comment} comment @param {string} body @returns {Promise<'updated' | 'unchanged' | 'too long' | 'gone'>} */
async function bring(host, { id, body: old }, body) {
  if (isSame(old, body)) return 'unchanged';
  const answer = await host.update(id, body);
  if (answer.status === 404) return 'gone';
  if (isTooLong(answer)) return 'too long';
  check(answer, host, 'The comment could not be brought up to date');
  return 'updated';
}

/** @param {Answer} answer */
function isTooLong({ status, body }) {
  return (
    status === 413 || ((status === 422 || status === 400) && /too long/i.test(JSON.stringify(body) ?? ''))
  );
}

/** @param {Answer} answer @param {Host} host @param {string} what @param {readonly number[]} fine */
function check(answer, host, what, fine = []) {
  if (answer.status < 300 || fine.includes(answer.status)) return;
  const error = new HostError(what, answer);
  if ([401, 403, 404].includes(answer.status)) error.message += ` ${host.mayNot}`;
  throw error;
}
