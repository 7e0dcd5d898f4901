// A pull request's comments: https://docs.github.com/en/rest/issues/comments
import { HostError, requests } from './http.mjs';

const MAY_NOT =
  'The job needs `permissions: pull-requests: write`; a pull request from a fork gives it to a `workflow_run` job alone.';

/**
 * @param {{ api: string, token: string, repository: string, author: string, sleep: (seconds: number) => Promise<void>, now: () => number }} access
 * `repository` as owner/name; `author` is the login that the token comments as.
 */
export function github({ api, token, repository, author, sleep, now }) {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new Error('The repository has to be given as owner/name.');
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'user-agent': 'kata-comment',
    'x-github-api-version': '2022-11-28',
  };
  const request = requests({ api, headers, sleep, now });
  const root = `/repos/${repository}`;

  /** @param {number} number @returns {import('./post.mjs').Host} */
  function pullRequest(number) {
    return {
      mayNot: MAY_NOT,
      list: async (page) => {
        const answer = await request('GET', `${root}/issues/${number}/comments?per_page=100&page=${page}`);
        if (answer.status !== 200) {
          const error = new HostError('The comments could not be read', answer);
          error.message += ` ${MAY_NOT}`;
          throw error;
        }
        const comments = listOf(answer.body).map(({ id, body, user }) => ({
          id: Number(id),
          body: typeof body === 'string' ? body : '',
          isOurs: loginOf(user) === author,
        }));
        return { comments, isLast: !/rel="next"/.test(answer.headers.get('link') ?? '') };
      },
      create: (body) => request('POST', `${root}/issues/${number}/comments`, { body }),
      update: (id, body) => request('PATCH', `${root}/issues/comments/${id}`, { body }),
      remove: (id) => request('DELETE', `${root}/issues/comments/${id}`),
    };
  }

  /**
   * The open pull request of a branch at a commit. Both come from the event that GitHub itself sent, never from the change.
   * @param {{ owner: string, branch: string, sha: string }} head
   */
  async function numberOf({ owner, branch, sha }) {
    const query = new URLSearchParams({ state: 'open', head: `${owner}:${branch}`, per_page: '100' });
    const answer = await request('GET', `${root}/pulls?${query}`);
    if (answer.status !== 200) throw new HostError('The pull request could not be looked up', answer);
    const found = listOf(answer.body).find(({ head }) => isRecord(head) && head.sha === sha);
    return found === undefined ? null : Number(found.number);
  }

  return { pullRequest, numberOf };
}

/** @param {unknown} user */
function loginOf(user) {
  return isRecord(user) ? user.login : null;
}

/** @param {unknown} body @returns {Record<string, unknown>[]} */
export function listOf(body) {
  return Array.isArray(body) ? body.filter(isRecord) : [];
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export function isRecord(value) {
  return typeof value === 'object' && value !== null;
}
