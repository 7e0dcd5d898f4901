import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { MARKER } from '../../action/comment/text.mjs';
import { putFiles, tempFolder } from '../support/temp';
import { BOT, likeGitHub, likeGitLab } from './hosts';
import { NUMBER, StandIn, TOKEN } from './stand-in';

const MAIN = resolve('action/comment/main.mjs');
const TEXT = `${MARKER}\nA note`;

/** Runs the poster as a job does, in a folder that holds nothing but the text. */
async function run(env: Record<string, string>, files: Record<string, string | Uint8Array>) {
  const folder = tempFolder('kata-comment');
  putFiles(folder, files);
  const all = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value.replace('FOLDER', folder)]),
  );
  return new Promise<{ status: number; out: string; err: string }>((done) => {
    const child = execFile(
      process.execPath,
      [MAIN],
      { cwd: folder, env: { PATH: process.env.PATH, ...all } },
      (_error, out, err) => done({ status: child.exitCode ?? -1, out, err }),
    );
  });
}

function gitHubEnv(standIn: StandIn): Record<string, string> {
  return {
    GITHUB_API_URL: standIn.address,
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'team/shop',
    GITHUB_RUN_ID: '99',
    GITHUB_EVENT_PATH: 'FOLDER/event.json',
    INPUT_TOKEN: TOKEN,
    INPUT_FILE: 'kata-review/comment.md',
  };
}

const PULL_REQUEST = JSON.stringify({ pull_request: { number: NUMBER } });
const runOf = (sha: string, branch = 'patch-1') =>
  JSON.stringify({
    workflow_run: { head_sha: sha, head_branch: branch, head_repository: { owner: { login: 'stranger' } } },
  });

describe('the poster as a job runs it', () => {
  let standIn: StandIn;
  afterEach(() => standIn.close());

  const gitHub = (event: string, text: string | Uint8Array = TEXT) =>
    run(gitHubEnv(standIn), { 'event.json': event, 'kata-review/comment.md': text });

  it('posts on the pull request of the event, then keeps it up to date', async () => {
    standIn = await StandIn.start(likeGitHub);
    const first = await gitHub(PULL_REQUEST);
    assert.deepEqual(first, { status: 0, out: 'The comment is created.\n', err: '' });
    assert.equal((await gitHub(PULL_REQUEST, `${TEXT}, newer`)).out, 'The comment is updated.\n');
    assert.deepEqual(
      standIn.comments.map(({ author, body }) => [author, body]),
      [[BOT, `${TEXT}, newer`]],
    );
  });

  it('finds the pull request of a fork by what GitHub says of the run, and none that went on', async () => {
    standIn = await StandIn.start(likeGitHub);
    assert.equal((await gitHub(runOf('a'.repeat(40)))).out, 'The comment is created.\n');
    for (const event of [runOf('c'.repeat(40)), runOf('a'.repeat(40), 'main&state=all')]) {
      const ran = await gitHub(event);
      assert.deepEqual(
        [ran.status, ran.out],
        [0, 'The pull request is closed or has newer commits: nothing to do.\n'],
      );
    }
    assert.equal(standIn.comments.length, 1);
  });

  it('posts nothing that is none of ours, and a short note for what is too long', async () => {
    standIn = await StandIn.start(likeGitHub);
    for (const text of ['::error::hello', '', `x${TEXT}`, new Uint8Array(2_000_000)]) {
      const ran = await gitHub(PULL_REQUEST, text);
      assert.equal(ran.status, 1);
      assert.match(ran.err, /^kata: The text .*\n$/);
    }
    assert.deepEqual(standIn.asked, []);
    const long = await gitHub(PULL_REQUEST, `${TEXT}${'x'.repeat(3_000_000)}`);
    assert.equal(long.status, 0, long.err);
    assert.match(standIn.comments[0]?.body ?? '', /https:\/\/github\.example\/team\/shop\/actions\/runs\/99/);
  });

  it('ends with 1 and one line that says what is wrong, without the token in it', async () => {
    standIn = await StandIn.start(likeGitHub);
    const files = { 'event.json': PULL_REQUEST, 'kata-review/comment.md': TEXT };
    const env = gitHubEnv(standIn);
    const wrong = await run({ ...env, INPUT_TOKEN: 'wrong-secret' }, files);
    assert.equal(wrong.status, 1);
    assert.match(wrong.err, /^kata: .*401 “Bad credentials”.*\n$/);
    const noText = await run(env, { 'event.json': PULL_REQUEST });
    const noEvent = await run(env, { ...files, 'event.json': '{}' });
    const noNumber = await run(env, { ...files, 'event.json': '{"pull_request":{"number":"7/../8"}}' });
    for (const ran of [wrong, noText, noEvent, noNumber]) {
      assert.equal(ran.status, 1);
      assert.equal(ran.err.split('\n').length, 2, ran.err);
      assert.ok(!`${ran.out}${ran.err}`.includes('secret'));
    }
  });

  it('posts on a merge request', async () => {
    standIn = await StandIn.start(likeGitLab);
    standIn.has(`changed the target branch ${MARKER}`, 'kata', true);
    const env = {
      GITLAB_CI: 'true',
      CI_API_V4_URL: `${standIn.address}/api/v4`,
      CI_PROJECT_ID: '42',
      CI_MERGE_REQUEST_IID: String(NUMBER),
      CI_PIPELINE_URL: 'https://gitlab.example/p/1',
      KATA_TOKEN: TOKEN,
    };
    const files = { 'kata-review/comment.md': TEXT };
    const first = await run(env, files);
    assert.deepEqual(first, { status: 0, out: 'The comment is created.\n', err: '' });
    assert.equal((await run(env, files)).out, 'The comment is unchanged.\n');
    assert.equal(standIn.comments.length, 2);
    const without = await run({ ...env, KATA_TOKEN: '' }, files);
    assert.deepEqual([without.status, without.err], [1, 'kata: KATA_TOKEN is not set.\n']);
  });

  it('needs nothing but Node: no file of it imports a package', async () => {
    standIn = await StandIn.start(likeGitHub);
    const { readdir, readFile } = await import('node:fs/promises');
    const folder = resolve('action/comment');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
    assert.ok(names.length >= 5);
    for (const name of names) {
      const text = await readFile(join(folder, name), 'utf8');
      for (const [, from] of text.matchAll(/^import .* from '(.+)';$/gm)) {
        assert.match(from ?? '', /^(node:|\.\/)/, name);
      }
    }
  });
});
