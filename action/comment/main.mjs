// Posts what `kata review` said as one comment of a pull or merge request. Runs on its own: nothing of the change is
// read but the text, nothing is installed. On GitHub it is an action's main, elsewhere `node main.mjs FILE`.
import { open, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { github, isRecord } from './github.mjs';
import { gitlab } from './gitlab.mjs';
import { post } from './post.mjs';
import { textFrom } from './text.mjs';

/** More than any comment can hold is not even read. */
const MOST_BYTES = 1024 * 1024;

const env = process.env;
/** @param {string} name */
const input = (name) => env[`INPUT_${name.toUpperCase()}`]?.trim() || null;
const clock = { sleep: (/** @type {number} */ seconds) => waiting(seconds), now: () => Date.now() };

/** @param {number} seconds */
async function waiting(seconds) {
  if (seconds >= 5) console.log(`The host asks to wait: going on in ${seconds} seconds.`);
  await pause(seconds * 1000);
}

/** @param {string} file */
async function bytesOf(file) {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** @param {string} name */
function needed(name) {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set.`);
  return value;
}

/** @returns {Promise<import('./post.mjs').Host | null>} null where the pull request is closed, or went on meanwhile */
async function gitHubHost() {
  const host = github({
    api: env.GITHUB_API_URL ?? 'https://api.github.com',
    token: input('token') ?? needed('GITHUB_TOKEN'),
    repository: needed('GITHUB_REPOSITORY'),
    author: input('author') ?? 'github-actions[bot]',
    ...clock,
  });
  /** @type {unknown} */
  const event = JSON.parse(await readFile(needed('GITHUB_EVENT_PATH'), 'utf8'));
  const number = await pullRequestOf(event, host);
  return number === null ? null : host.pullRequest(number);
}

/** @param {unknown} event @param {ReturnType<typeof github>} host @returns {Promise<number | null>} */
async function pullRequestOf(event, host) {
  if (isRecord(event) && isRecord(event.pull_request)) {
    const number = Number(event.pull_request.number);
    if (!Number.isSafeInteger(number)) throw new Error('This event names no pull request.');
    return number;
  }
  const run = isRecord(event) ? event.workflow_run : null;
  const owner = isRecord(run) && isRecord(run.head_repository) ? run.head_repository.owner : null;
  if (!isRecord(run) || !isRecord(owner)) throw new Error('This event is about no pull request.');
  return host.numberOf({
    owner: String(owner.login),
    branch: String(run.head_branch),
    sha: String(run.head_sha),
  });
}

function gitLabHost() {
  return gitlab({
    api: needed('CI_API_V4_URL'),
    token: needed('KATA_TOKEN'),
    project: needed('CI_PROJECT_ID'),
    request: needed('CI_MERGE_REQUEST_IID'),
    ...clock,
  });
}

try {
  const isGitLab = env.GITLAB_CI === 'true';
  const where = isGitLab
    ? (env.CI_PIPELINE_URL ?? null)
    : `${env.GITHUB_SERVER_URL ?? 'https://github.com'}/${needed('GITHUB_REPOSITORY')}/actions/runs/${needed('GITHUB_RUN_ID')}`;
  const file = input('file') ?? process.argv[2] ?? 'kata-review/comment.md';
  const text = textFrom(await bytesOf(file), where);
  const host = await (isGitLab ? gitLabHost() : gitHubHost());
  if (host === null) console.log('The pull request is closed or has newer commits: nothing to do.');
  else console.log(`The comment is ${await post(host, text, { where, sleep: clock.sleep })}.`);
} catch (error) {
  console.error(`kata: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
