// Requests to a host's interface: nothing follows a redirect with the token, and a host that is busy is waited for.

/**
 * @typedef {{ status: number, headers: Headers, body: unknown }} Answer
 * @typedef {(method: string, path: string, body?: object) => Promise<Answer>} Request
 * @typedef {{ api: string, headers: Record<string, string>, sleep: (seconds: number) => Promise<void>, now: () => number }} Access
 */

/** How often a request is made before it is given up, and how long a host may ask to be left alone, in seconds. */
const TRIES = 5;
const LONGEST_WAIT = 300;
/** What GitHub asks of those who hit a limit that says no time. */
const SILENT_LIMIT = 60;
const TIMEOUT = 30_000;

/** The host did not do what was asked. */
export class HostError extends Error {
  /** @param {string} what @param {Answer} answer */
  constructor(what, { status, body }) {
    super(`${what}: the host answered ${status}${words(body)}`);
    this.status = status;
    this.said = words(body);
  }
}

/** Whether a write may have been done though no answer came: it is looked for before it is tried again. */
export class Unanswered extends Error {}

/**
 * Makes requests below one address. Limits are waited for as the host asks; a read is repeated where the host fails,
 * a write is not: it may have been done.
 * @param {Access} access @returns {Request}
 */
export function requests({ api, headers, sleep, now }) {
  const base = apiAddress(api);
  return async (method, path, body) => {
    for (let tries = 1; ; tries++) {
      const answer = await once(new URL(`${base}${path}`), { method, headers, body });
      const wait = answer === null ? null : limitOf(answer, now());
      if (wait !== null && tries < TRIES) {
        if (wait > LONGEST_WAIT)
          throw new Error(`The host asks to wait for ${wait} seconds: run the job again later.`);
        await sleep(wait);
        continue;
      }
      if (answer !== null && answer.status < 500) return answer;
      if (method !== 'GET') throw new Unanswered(`The host failed (${answer?.status ?? 'no answer'}).`);
      if (tries === TRIES)
        throw new Error(`The host failed ${TRIES} times (${answer?.status ?? 'no answer'}).`);
      await sleep(2 ** (tries - 1));
    }
  };
}

/** The token goes over https alone; http is for a stand-in on this machine. @param {string} api */
function apiAddress(api) {
  const url = new URL(api);
  const isHere = url.hostname === '127.0.0.1' || url.hostname === '[::1]';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) {
    throw new Error(`The address of the interface has to be https: ${url.origin}.`);
  }
  return url.href.replace(/\/$/, '');
}

/**
 * @param {URL} url @param {{ method: string, headers: Record<string, string>, body: object | undefined }} what
 * @returns {Promise<Answer | null>} null where no answer came
 */
async function once(url, { method, headers, body }) {
  try {
    const response = await fetch(url, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) };
  } catch {
    return null;
  }
}

/** @param {string} text @returns {unknown} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** How long to wait, in seconds, where the answer says that too much was asked; null for any other. @param {Answer} answer @param {number} now milliseconds */
function limitOf({ status, headers, body }, now) {
  if (status !== 429 && status !== 403) return null;
  const after = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(after)) return Math.max(0, after);
  const isSpent = headers.get('x-ratelimit-remaining') === '0' || headers.get('ratelimit-remaining') === '0';
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? Number.NaN);
  if (isSpent && Number.isFinite(reset)) return Math.max(1, Math.ceil(reset - now / 1000));
  return status === 429 || isSpent || /rate limit/i.test(words(body)) ? SILENT_LIMIT : null;
}

/** What a host says of an error, on one line. @param {unknown} body */
function words(body) {
  if (typeof body !== 'object' || body === null || !('message' in body)) return '';
  const { message } = body;
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return ` “${text.replace(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 200)}”`;
}
