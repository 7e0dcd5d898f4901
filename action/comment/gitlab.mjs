// A merge request's notes: https://docs.gitlab.com/api/notes/
import { isRecord, listOf } from './github.mjs';
import { HostError, requests } from './http.mjs';

const MAY_NOT =
  'The token has to be a project access token with the scope `api`; the job token may not write notes.';

/**
 * @param {{ api: string, token: string, project: string, request: string, sleep: (seconds: number) => Promise<void>, now: () => number }} access
 * `project` and `request` are numbers: CI_PROJECT_ID and CI_MERGE_REQUEST_IID.
 * @returns {Promise<import('./post.mjs').Host>}
 */
export async function gitlab({ api, token, project, request: iid, sleep, now }) {
  if (!/^\d+$/.test(project) || !/^\d+$/.test(iid))
    throw new Error('The merge request has to be given by numbers.');
  const request = requests({
    api,
    headers: { 'private-token': token, 'user-agent': 'kata-comment' },
    sleep,
    now,
  });
  const me = await request('GET', '/user');
  if (me.status !== 200 || !isRecord(me.body)) throw refused('The token could not be used', me);
  const { id: author } = me.body;
  const root = `/projects/${project}/merge_requests/${iid}/notes`;
  return {
    mayNot: MAY_NOT,
    list: async (page) => {
      const answer = await request('GET', `${root}?per_page=100&page=${page}&sort=asc&order_by=created_at`);
      if (answer.status !== 200) throw refused('The notes could not be read', answer);
      const comments = listOf(answer.body).map((note) => ({
        id: Number(note.id),
        body: typeof note.body === 'string' ? note.body : '',
        isOurs: note.system !== true && isRecord(note.author) && note.author.id === author,
      }));
      return { comments, isLast: (answer.headers.get('x-next-page') ?? '') === '' };
    },
    create: (body) => request('POST', root, { body }),
    update: (id, body) => request('PUT', `${root}/${id}`, { body }),
    remove: (id) => request('DELETE', `${root}/${id}`),
  };
}

/** @param {string} what @param {import('./http.mjs').Answer} answer */
function refused(what, answer) {
  const error = new HostError(what, answer);
  error.message += ` ${MAY_NOT}`;
  return error;
}
