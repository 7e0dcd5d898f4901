import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { kata } from '../support/cli';
import { DONE, experimentRepo, KATA, PREDICTED, recordOf, X } from '../support/experiment-repo';
import { GitRepo, testEnvironment } from '../support/git-repo';
import { tempFolder } from '../support/temp';

const MARKED = /^<!-- kata-review -->\n/;

/** A branch with a prediction and its result, from a main line that knows neither. */
function branch(): GitRepo {
  const repo = experimentRepo(['Work 1']);
  repo.write({ [recordOf()]: DONE }).commit('Result');
  return repo;
}

describe('kata review', () => {
  it('tells of the change from the merge base with the default branch, the working tree with it', async () => {
    const repo = branch();
    const { out, err, status } = await kata(repo.path, ['review']);
    assert.deepEqual([status, err], [0, '']);
    assert.match(out, MARKED);
    assert.match(out, /\*\*Cache rates\*\* · confirmed · predicted before the result/);
    assert.match(out, /Compared: the working tree with main at [0-9a-f]{8}\./);
    repo.write({ [recordOf()]: `${DONE}checkBy: 2026-12-24\n` });
    const [json, text] = await Promise.all([
      kata(repo.path, ['review', '--json']),
      kata(repo.path, ['review', '--head', 'HEAD', '--json']),
    ]);
    const [now, committed] = [JSON.parse(json.out), JSON.parse(text.out)];
    assert.equal(now.katas[0].experiments[0].after.checkBy, '2026-12-24');
    assert.equal(committed.katas[0].experiments[0].after.checkBy, undefined);
    assert.equal(committed.head.commit, repo.git('rev-parse', 'HEAD'));
    assert.equal(committed.base.commit, repo.git('merge-base', 'main', 'HEAD'));
  });

  it('is text on a terminal, in colours and as wide as that; Markdown elsewhere, or text where it is asked for', async () => {
    const repo = branch();
    const seen = await kata(repo.path, ['review'], { columns: 60 });
    const plain = await kata(repo.path, ['review', '--format', 'text']);
    const onTerminal = stripVTControlCharacters(seen.out);
    assert.notEqual(onTerminal, seen.out);
    assert.equal(stripVTControlCharacters(plain.out), plain.out);
    for (const out of [onTerminal, plain.out]) {
      assert.match(out, /^T — no target condition is active\n/);
      assert.match(out, /\n {2}Cache rates · confirmed · predicted before the result\n/);
      assert.doesNotMatch(out, /kata-review|<br>|\*\*|\u2060/);
    }
    for (const line of onTerminal.split('\n')) assert.ok(line.length <= 60, line);
    const markdown = await kata(repo.path, ['review', '--format', 'md'], { columns: 60 });
    assert.match(markdown.out, MARKED);
  });

  it('tells what was cut and what was cleaned, with file and line at head and the commit that shows it', async () => {
    const repo = GitRepo.create();
    const marker = (id: string, words: string) => `// KATA-CORNER(${id}): ${words}\n`;
    const corner = (id: string, what: string) => `  - { id: ${id}, what: ${what}, until: 2026-12-11 }\n`;
    const old = `${PREDICTED}corners:\n${corner('c-8k2fd', 'Rates never expire')}`;
    repo.write({ '.kata/k/kata.yaml': KATA, [recordOf()]: old, 'a.js': marker('c-8k2fd', 'rates') });
    repo.commit('Cut on main');
    repo.git('checkout', '-q', '-b', 'change');
    repo.write({
      [recordOf()]: `${old}${corner('c-w0r5n', 'One region')}`,
      'b.js': `b\n${marker('c-w0r5n', 'region')}`,
    });
    repo.commit('Cut another');
    repo.write({ 'a.js': 'a\n' }).commit('Rates expire now');
    for (const head of [[], ['--head', 'HEAD']]) {
      const { katas } = JSON.parse((await kata(repo.path, ['review', '--json', ...head])).out);
      const { known, cut, cleaned, dropped, kept, other } = katas[0].corners;
      assert.deepEqual([known, dropped, kept, other], [true, [], [], []]);
      assert.deepEqual([cut.length, cut[0].id, cut[0].places], [1, 'c-w0r5n', [{ path: 'b.js', line: 2 }]]);
      assert.deepEqual(
        [cleaned.length, cleaned[0].id, cleaned[0].code.evidence.hash],
        [1, 'c-8k2fd', repo.git('rev-parse', 'HEAD')],
      );
      const { out } = await kata(repo.path, ['review', ...head]);
      assert.match(
        out,
        /cut \*One region\* \(b\.js:2, until 11 Dec\); cleaned \*Rates never expire\* \([0-9a-f]{8}\)/,
      );
    }
  });

  it('has the form of the contract in JSON', async () => {
    const repo = branch();
    const review = JSON.parse((await kata(repo.path, ['review', '--json'])).out);
    const [one] = review.katas;
    assert.deepEqual(Object.keys(one.corners), ['known', 'cut', 'cleaned', 'dropped', 'kept', 'other']);
    for (const list of ['targets', 'obstacles', 'experiments']) assert.ok(Array.isArray(one[list]), list);
    const [experiment] = one.experiments;
    assert.deepEqual(
      [
        experiment.id,
        experiment.path,
        experiment.before,
        experiment.after.outcome,
        experiment.prediction.order,
      ],
      [X, recordOf(), null, 'confirmed', 'before'],
    );
    assert.deepEqual(review.problems, []);
  });

  it('between two revisions, and backwards; a state with itself has nothing', async () => {
    const repo = branch();
    const tip = repo.git('rev-parse', 'HEAD');
    const mid = repo.git('rev-parse', 'HEAD~1');
    const step = JSON.parse((await kata(repo.path, ['review', '--base', mid, '--head', tip, '--json'])).out);
    assert.deepEqual(step.katas[0].experiments[0].events, ['finished']);
    assert.equal(step.today, '2026-11-02');
    const same = await kata(repo.path, ['review', '--base', tip, '--head', tip]);
    assert.match(same.out, /Nothing changed on the storyboards\./);
    const before = JSON.parse(
      (await kata(repo.path, ['review', '--base', tip, '--head', mid, '--json'])).out,
    );
    // From the merge base, which is the older one: as a pull request shows it.
    assert.deepEqual(before.katas, []);
  });

  it('prefers what the remote calls its default branch', async () => {
    const origin = branch();
    origin.git('checkout', '-q', 'main');
    const clone = GitRepo.at(join(tempFolder('kata-clone'), 'clone'));
    execFileSync('git', ['clone', '-q', origin.path, clone.path], { env: testEnvironment(clone.home) });
    clone.write({ '.kata/k/kata.yaml': `${KATA}northStar: N\n` }).commit('Straight onto main');
    const { base } = JSON.parse((await kata(clone.path, ['review', '--json'])).out);
    assert.equal(base.name, 'origin/main');
    clone.git('remote', 'set-head', 'origin', '--delete');
    clone.git('remote', 'remove', 'origin');
    assert.equal(JSON.parse((await kata(clone.path, ['review', '--json'])).out).base.name, 'main');
    clone.git('branch', '-m', 'main', 'my-own');
    const none = await kata(clone.path, ['review']);
    assert.deepEqual([none.status, none.out], [2, '']);
    assert.match(none.err, /No default branch is known .* --base/);
  });

  it('a shallow clone without the merge base says what to fetch, with status 3', async () => {
    const origin = branch();
    const clone = join(tempFolder('kata-shallow'), 'clone');
    const from = `file://${origin.path}`;
    execFileSync('git', ['clone', '-q', '--depth', '1', '--no-single-branch', from, clone], {
      env: testEnvironment(origin.home),
    });
    for (const format of [[], ['--json']]) {
      const { status, err, out } = await kata(clone, ['review', '--base', 'origin/main', ...format]);
      assert.equal(status, 3);
      assert.match(`${err}${out}`, /etch with depth 0/);
    }
  });

  it('links to files and commits where the remote is known, and never with what it has of names and passwords', async () => {
    const repo = branch();
    const tip = repo.git('rev-parse', 'HEAD');
    const urls: readonly (readonly [string, string])[] = [
      ['https://ana:secret@github.com/shop/checkout.git', `https://github.com/shop/checkout/blob/${tip}/`],
      [
        'git@gitlab.example.com:group/sub/checkout.git',
        `https://gitlab.example.com/group/sub/checkout/-/blob/${tip}/`,
      ],
    ];
    for (const [remote, start] of urls) {
      repo.git('config', 'remote.origin.url', remote);
      const { out } = await kata(repo.path, ['review', '--base', 'main', '--head', 'HEAD']);
      assert.ok(out.includes(`[**Cache rates**](${start}.kata/`), out);
      assert.doesNotMatch(out, /secret/);
    }
    repo.git('config', 'remote.origin.url', 'https://code.example.com/x.git');
    const args = ['review', '--base', 'main', '--head', 'HEAD'];
    assert.doesNotMatch((await kata(repo.path, args)).out, /https:/);
    const env = { GITHUB_SERVER_URL: 'https://code.example.com', GITHUB_REPOSITORY: 'shop/checkout' };
    assert.match(
      (await kata(repo.path, args, { env })).out,
      /\(https:\/\/code\.example\.com\/shop\/checkout\/blob\//,
    );
    const lab = { CI_PROJECT_URL: 'https://code.example.com:8443/shop/checkout' };
    assert.match(
      (await kata(repo.path, args, { env: lab })).out,
      /example\.com:8443\/shop\/checkout\/-\/blob\//,
    );
  });

  it('one kata alone with --kata; a page with --format html', async () => {
    const repo = branch();
    repo.write({ '.kata/other/kata.yaml': KATA });
    const both = JSON.parse((await kata(repo.path, ['review', '--json'])).out);
    assert.deepEqual(
      both.katas.map(({ slug }: { slug: string }) => slug),
      ['k', 'other'],
    );
    const one = JSON.parse((await kata(repo.path, ['review', '--kata', 'other', '--json'])).out);
    assert.deepEqual(
      one.katas.map(({ slug }: { slug: string }) => slug),
      ['other'],
    );
    const none = await kata(repo.path, ['review', '--kata', 'third']);
    assert.equal(none.status, 4);
    const page = await kata(repo.path, ['review', '--format', 'html']);
    assert.match(page.out, /^<!DOCTYPE html>/);
    assert.match(page.out, /<strong>Cache rates<\/strong>/);
  });

  it('without a repository, and at a name that is none, says so', async () => {
    const repo = branch();
    for (const name of ['no-such', '--output=x', 'HEAD:']) {
      const { status, err } = await kata(repo.path, ['review', `--base=${name}`]);
      assert.equal(status, 4, err);
      assert.match(err, /There is no commit named/);
    }
    const folder = tempFolder('kata-none');
    GitRepo.at(folder).write({ '.kata/k/kata.yaml': KATA, [recordOf()]: PREDICTED });
    assert.equal((await kata(folder, ['review'])).status, 3);
  });
});

describe('whole boards, to send or to print', () => {
  it('show --format html, by the day of the commit where one is named', async () => {
    const repo = branch();
    repo.write({
      '.kata/k/kata.yaml': `${KATA}targets: [{ id: t, title: T, state: active, achieveBy: 2026-11-30 }]\n`,
    });
    repo.commit('A target', '2026-11-10');
    const now = await kata(repo.path, ['show', '--format', 'html']);
    assert.match(now.out, /6 days left/);
    const then = await kata(repo.path, ['show', '--format', 'html', '--rev', 'HEAD']);
    assert.match(then.out, /20 days left/);
    assert.match(then.out, /as it was at HEAD/);
    assert.doesNotMatch(then.out, /<script|<link|<img|style=/);
  });

  it('list --format md: a table, a row a kata', async () => {
    const repo = branch();
    repo.write({ '.kata/other/kata.yaml': KATA.replace(/title: .*/, 'title: "A | B @team"') });
    const { out } = await kata(repo.path, ['list', '--format', 'md']);
    assert.match(out, /^\| kata \| target condition \| experiments \| problems \|\n\| --- \|/);
    assert.match(out, /\*\*A \\\| B @\u2060team\*\*<br>other \| none is active/);
  });
});
