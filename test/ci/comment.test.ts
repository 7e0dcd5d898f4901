import assert from 'node:assert/strict';
import { github } from '../../action/comment/github.mjs';
import { gitlab } from '../../action/comment/gitlab.mjs';
import { type Host, post } from '../../action/comment/post.mjs';
import { MARKER, Refusal, textFrom } from '../../action/comment/text.mjs';
import { MARKER as REVIEW_MARKER } from '../../src/core/review/markdown';
import { BOT, likeGitHub, likeGitLab } from './hosts';
import { type Fault, NUMBER, type Reply, StandIn, TOKEN } from './stand-in';

const TEXT = `${MARKER}\n\n**Checkout** — all fine\n`;
const OLD = `${MARKER}\n\nas it was\n`;
const WHERE = 'https://github.example/run/1';
const NOW = Date.UTC(2026, 10, 24);

/** A host as the poster sees it, with what it waited for, in seconds. */
interface Place {
  readonly standIn: StandIn;
  readonly waited: number[];
  readonly me: string;
  readonly host: () => Promise<Host>;
}

async function gitHubPlace(): Promise<Place> {
  const standIn = await StandIn.start(likeGitHub);
  const waited: number[] = [];
  const sleep = async (seconds: number) => void waited.push(seconds);
  const access = {
    api: standIn.address,
    token: TOKEN,
    repository: 'team/shop',
    author: BOT,
    sleep,
    now: () => NOW,
  };
  return { standIn, waited, me: BOT, host: async () => github(access).pullRequest(NUMBER) };
}

async function gitLabPlace(): Promise<Place> {
  const standIn = await StandIn.start(likeGitLab);
  const waited: number[] = [];
  const sleep = async (seconds: number) => void waited.push(seconds);
  const api = `${standIn.address}/api/v4`;
  const access = { api, token: TOKEN, project: '42', request: String(NUMBER), sleep, now: () => NOW };
  return { standIn, waited, me: 'kata', host: () => gitlab(access) };
}

/** The first request of this kind is answered so. */
function once(method: string, reply: Reply | 'hang up'): Fault {
  return (asked) => (asked.method === method ? reply : null);
}

for (const [name, make] of [
  ['GitHub', gitHubPlace],
  ['GitLab', gitLabPlace],
] as const) {
  describe(`the comment on ${name}`, () => {
    let place: Place;
    beforeEach(async () => {
      place = await make();
    });
    afterEach(() => place.standIn.close());

    const run = async (text = TEXT) => {
      const sleep = async (seconds: number) => void place.waited.push(seconds);
      return post(await place.host(), text, { where: WHERE, sleep });
    };
    const bodies = () => place.standIn.comments.map(({ author, body }) => `${author}: ${body}`);
    const writes = () => place.standIn.writes.map((line) => line.replace(/ .*/, ''));

    it('is made once, brought up to date, and left alone where it says the same', async () => {
      assert.equal(await run(OLD), 'created');
      assert.equal(await run(), 'updated');
      const [comment] = place.standIn.comments;
      assert.ok(comment !== undefined);
      comment.body = comment.body.replaceAll('\n', '\r\n');
      assert.equal(await run(), 'unchanged');
      assert.equal(place.standIn.comments.length, 1);
      assert.equal(writes().length, 2);
    });

    it('is found behind hundreds of others, and nobody else’s is touched', async () => {
      const { standIn, me } = place;
      standIn.has(OLD, 'somebody');
      for (let n = 0; n < 250; n++) standIn.has(`comment ${n}`, n % 2 === 0 ? 'ana' : me);
      standIn.has(`quoting ${MARKER}`, me);
      standIn.has(OLD, me);
      for (let n = 0; n < 30; n++) standIn.has(`later ${n}`, 'bo');
      assert.equal(await run(), 'updated');
      assert.equal(standIn.comments.length, 283);
      assert.deepEqual(
        bodies().filter((text) => text.includes(MARKER)),
        [`somebody: ${OLD}`, `${me}: quoting ${MARKER}`, `${me}: ${TEXT}`],
      );
    });

    it('is made beside a stranger’s that holds the marker', async () => {
      place.standIn.has(OLD, 'stranger');
      assert.equal(await run(), 'created');
      assert.deepEqual(bodies(), [`stranger: ${OLD}`, `${place.me}: ${TEXT}`]);
    });

    it('of two that hold the marker keeps the oldest', async () => {
      const first = place.standIn.has(OLD, place.me);
      place.standIn.has(OLD, place.me);
      place.standIn.has(OLD, place.me);
      assert.equal(await run(), 'updated');
      assert.deepEqual(
        place.standIn.comments.map(({ id }) => id),
        [first.id],
      );
      assert.deepEqual(bodies(), [`${place.me}: ${TEXT}`]);
    });

    it('is made anew where it was deleted in between', async () => {
      const comment = place.standIn.has(OLD, place.me);
      place.standIn.faults.push(({ method }) => {
        if (!['PATCH', 'PUT'].includes(method)) return null;
        place.standIn.comments = place.standIn.comments.filter((one) => one !== comment);
        return { status: 404, body: { message: 'Not Found' } };
      });
      assert.equal(await run(), 'created');
      assert.deepEqual(bodies(), [`${place.me}: ${TEXT}`]);
    });

    it('waits as long as a limit says, and a minute where it says nothing', async () => {
      const reset = String(NOW / 1000 + 42);
      const limited: Reply[] = [
        { status: 429, headers: { 'retry-after': '7' } },
        { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset } },
        {
          status: 403,
          body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' },
        },
        { status: 403, headers: { 'retry-after': '3' }, body: { message: 'secondary rate limit' } },
      ];
      place.standIn.faults.push(...limited.map((reply) => once('POST', reply)));
      assert.equal(await run(), 'created');
      assert.deepEqual(place.waited, [7, 42, 60, 3]);
      assert.equal(place.standIn.comments.length, 1);
    });

    it('gives up where the limit is too far away, and says so', async () => {
      const reset = String(NOW / 1000 + 3600);
      const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
      place.standIn.faults.push(once('POST', { status: 403, headers }));
      await assert.rejects(run(), /wait for 3600 seconds/);
      assert.deepEqual(place.waited, []);
    });

    it('is made once though the host fails before or after it did the work', async () => {
      const { standIn, me } = place;
      standIn.faults.push(
        once('GET', { status: 502 }),
        once('GET', 'hang up'),
        once('POST', { status: 500 }),
        ({ method, body }) => {
          if (method !== 'POST') return null;
          standIn.has(body.body ?? '', me);
          return 'hang up';
        },
      );
      assert.equal(await run(), 'unchanged');
      assert.deepEqual(bodies(), [`${me}: ${TEXT}`]);
    });

    it('ends where the host does not come back', async () => {
      for (let n = 0; n < 50; n++) place.standIn.faults.push(once('GET', { status: 503 }));
      await assert.rejects(run(), /failed 5 times \(503\)/);
      assert.equal(place.standIn.asked.length, 5);
      place.standIn.faults = [];
      for (let n = 0; n < 50; n++) place.standIn.faults.push(once('POST', { status: 503 }));
      await assert.rejects(run(), /in 5 tries/);
      assert.deepEqual(place.standIn.comments, []);
    });

    it('says what is missing where the host refuses', async () => {
      const body = { message: 'Resource not accessible by integration' };
      place.standIn.faults.push(once('POST', { status: 403, body }));
      await assert.rejects(
        run(),
        /could not be made.*403 “Resource not accessible by integration”.*(permissions|access token)/,
      );
      place.standIn.faults.push(({ path }) =>
        path.includes('/user') ? null : { status: 404, body: { message: 'Not Found' } },
      );
      await assert.rejects(run(), /could not be read.*404/);
      assert.equal(place.standIn.writes.length, 1);
    });

    it('is a short one where the text is longer than the host takes', async () => {
      const body = {
        message: 'Validation Failed',
        errors: [{ message: 'Body is too long (maximum is 65536 characters)' }],
      };
      place.standIn.has(OLD, place.me);
      const update = name === 'GitHub' ? 'PATCH' : 'PUT';
      place.standIn.faults.push(once(update, { status: 422, body }));
      assert.equal(await run(), 'updated');
      assert.equal(bodies().length, 1);
      assert.match(bodies()[0] ?? '', /longer than a comment can be.*https:\/\/github\.example\/run\/1/);
    });

    it('sends the token nowhere else, whatever the host answers', async () => {
      const other = await StandIn.start(() => ({ status: 200, body: [] }));
      const location = `${other.address}/elsewhere`;
      for (let n = 0; n < 50; n++)
        place.standIn.faults.push(once('GET', { status: 302, headers: { location } }));
      await assert.rejects(run());
      assert.deepEqual(other.asked, []);
      other.close();
    });
  });
}

describe('the text of a comment', () => {
  const from = (text: string) => textFrom(Buffer.from(text), WHERE);

  it('bears the marker of kata review', () => {
    assert.equal(MARKER, REVIEW_MARKER);
    assert.equal(from(TEXT), TEXT.trim());
    assert.equal(from(TEXT.replaceAll('\n', '\r\n')), TEXT.trim());
  });

  it('is refused where it does not begin with it, or says nothing', () => {
    for (const text of ['', 'hello', `hello ${MARKER}`, '<!-- kata-review2 -->', MARKER, `${MARKER}\n\n`]) {
      assert.throws(() => from(text), Refusal, text);
    }
    assert.throws(() => textFrom(new Uint8Array([0xff, 0xfe, 0, 1, 2, 3]), null), /mark of/);
  });

  it('gives way to a short one where no comment can hold it', () => {
    const text = from(`${MARKER}\n${'x'.repeat(70_000)}`);
    assert.ok(text.length < 1000 && text.startsWith(MARKER));
    assert.match(text, /longer than a comment can be/);
    assert.ok(from(`${MARKER}\n${'x'.repeat(60_000)}`).length > 60_000);
  });
});

describe('the address of a host', () => {
  it('is https, or this machine', () => {
    const sleep = async () => {};
    const of = (api: string) => () =>
      github({ api, token: TOKEN, repository: 'team/shop', author: BOT, sleep, now: () => NOW });
    assert.throws(of('http://api.github.com'), /https/);
    assert.throws(of('file:///etc/passwd'), /https/);
    assert.doesNotThrow(of('https://api.github.com'));
    assert.doesNotThrow(of('http://127.0.0.1:1'));
    assert.throws(
      () =>
        github({
          api: 'https://api.github.com',
          token: TOKEN,
          repository: 'team/shop/../x',
          author: BOT,
          sleep,
          now: () => NOW,
        }),
      /owner\/name/,
    );
  });
});
