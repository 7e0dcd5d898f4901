import { type Asked, type Comment, NUMBER, pageOf, type Reply, type StandIn, TOKEN } from './stand-in';

export const BOT = 'github-actions[bot]';
const HEAD_SHA = 'a'.repeat(40);
const NOT_FOUND: Reply = { status: 404, body: { message: 'Not Found' } };

/** Answers as GitHub's endpoints of issue comments do (https://docs.github.com/en/rest/issues/comments). */
export function likeGitHub(asked: Asked, standIn: StandIn): Reply {
  const { method, path, query, headers, body } = asked;
  if (headers.authorization !== `Bearer ${TOKEN}`)
    return { status: 401, body: { message: 'Bad credentials' } };
  const list = `/repos/team/shop/issues/${NUMBER}/comments`;
  if (method === 'GET' && path === '/repos/team/shop/pulls') return pulls(query);
  if (path === list && method === 'GET') {
    const { items, page, isLast } = pageOf(standIn.comments, query);
    const next = `<${standIn.address}${list}?per_page=100&page=${page + 1}>; rel="next"`;
    const first = `<${standIn.address}${list}?per_page=100&page=1>; rel="first"`;
    return {
      status: 200,
      headers: { link: isLast ? first : `${next}, ${first}` },
      body: items.map(gitHubJson),
    };
  }
  const refused = (body.body?.length ?? 0) > 65_536 ? TOO_LONG : null;
  if (path === list && method === 'POST') {
    return refused ?? { status: 201, body: gitHubJson(standIn.has(body.body ?? '', BOT)) };
  }
  const id = Number(/^\/repos\/team\/shop\/issues\/comments\/(\d+)$/.exec(path)?.[1] ?? Number.NaN);
  return change(asked, standIn, id, 'PATCH', refused, gitHubJson);
}

const TOO_LONG: Reply = {
  status: 422,
  body: {
    message: 'Validation Failed',
    errors: [
      {
        resource: 'IssueComment',
        code: 'unprocessable',
        field: 'data',
        message: 'Body is too long (maximum is 65536 characters)',
      },
    ],
  },
};

/** The pull requests of a branch: one that went on, and the one of the run. */
function pulls(query: URLSearchParams): Reply {
  const found = query.get('state') === 'open' && query.get('head') === 'stranger:patch-1';
  const body = found
    ? [
        { number: 6, head: { sha: 'b'.repeat(40) } },
        { number: NUMBER, head: { sha: HEAD_SHA } },
      ]
    : [];
  return { status: 200, body };
}

function gitHubJson({ id, body, author }: Comment) {
  return { id, body, user: { login: author, type: author.endsWith('[bot]') ? 'Bot' : 'User' } };
}

/** Answers as GitLab's notes do (https://docs.gitlab.com/api/notes/); `kata` is who the token belongs to. */
export function likeGitLab(asked: Asked, standIn: StandIn): Reply {
  const { method, path, query, headers, body } = asked;
  if (headers['private-token'] !== TOKEN) return { status: 401, body: { message: '401 Unauthorized' } };
  if (path === '/api/v4/user') return { status: 200, body: { id: idOf('kata'), username: 'kata' } };
  const list = `/api/v4/projects/42/merge_requests/${NUMBER}/notes`;
  if (path === list && method === 'GET') {
    const { items, page, isLast } = pageOf(standIn.comments, query);
    return {
      status: 200,
      headers: { 'x-page': String(page), 'x-next-page': isLast ? '' : String(page + 1) },
      body: items.map(gitLabJson),
    };
  }
  const refused: Reply | null =
    (body.body?.length ?? 0) > 1_000_000
      ? { status: 400, body: { message: { note: ['is too long (maximum is 1000000 characters)'] } } }
      : null;
  if (path === list && method === 'POST') {
    return refused ?? { status: 201, body: gitLabJson(standIn.has(body.body ?? '', 'kata')) };
  }
  const id = path.startsWith(`${list}/`) ? Number(path.slice(list.length + 1)) : Number.NaN;
  return change(asked, standIn, id, 'PUT', refused, gitLabJson);
}

function gitLabJson({ id, body, author, system }: Comment) {
  return { id, body, system: system === true, author: { id: idOf(author), username: author } };
}

function idOf(author: string): number {
  return [...author].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 100_000;
}

function change(
  { method, body }: Asked,
  standIn: StandIn,
  id: number,
  update: 'PATCH' | 'PUT',
  refused: Reply | null,
  json: (comment: Comment) => object,
): Reply {
  const comment = standIn.comments.find((one) => one.id === id);
  if (comment === undefined) return NOT_FOUND;
  if (method === update) {
    if (refused !== null) return refused;
    comment.body = body.body ?? '';
    return { status: 200, body: json(comment) };
  }
  if (method !== 'DELETE') return NOT_FOUND;
  standIn.comments = standIn.comments.filter((one) => one !== comment);
  return { status: 204 };
}
