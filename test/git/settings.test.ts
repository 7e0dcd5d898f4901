import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { kata } from '../support/cli';
import { DONE, experimentRepo, LINE, PREDICTED, recordOf, X } from '../support/experiment-repo';
import { type GitRepo, testEnvironment } from '../support/git-repo';
import { runs } from '../support/runs';
import { withPerson } from '../support/starting';
import { tempFolder } from '../support/temp';

/** What people have in their configuration, and what somebody may have put there. Each changes what plain git prints or does. */
const SETTINGS = [
  'color.ui=always',
  'color.grep=always',
  'column.ui=always',
  'core.abbrev=4',
  'core.attributesFile=/nothing',
  'core.commentChar=K',
  'core.editor=false',
  'core.pager=false',
  'core.precomposeUnicode=true',
  'core.quotePath=true',
  'diff.algorithm=histogram',
  'diff.external=false',
  'diff.mnemonicPrefix=true',
  'diff.noprefix=true',
  'diff.orderFile=/nothing',
  'diff.renames=copies',
  'diff.submodule=log',
  'format.pretty=%an',
  'grep.column=true',
  'grep.fullName=true',
  'grep.lineNumber=false',
  'grep.patternType=perl',
  'i18n.logOutputEncoding=ISO-8859-1',
  'log.date=relative',
  'log.decorate=full',
  'log.follow=true',
  'log.showRoot=false',
  'log.showSignature=true',
  'status.branch=true',
  'status.relativePaths=true',
  'status.showUntrackedFiles=no',
  'trailer.separators==',
  'commit.cleanup=verbatim',
  'commit.verbose=true',
] as const;

const LOCALES = ['C', 'C.UTF-8', 'de_DE.UTF-8', 'tr_TR.UTF-8', 'ja_JP.eucJP'];

function repository(): GitRepo {
  const repo = withPerson(experimentRepo([`Work é\n\n${LINE}`, 'Work 2']));
  const corner = 'corners:\n  - { id: c-8k2fd, what: Rates never expire }\n';
  repo.write({ 'é/a.ts': '// KATA-CORNER(c-8k2fd): rates\n', [recordOf()]: `${PREDICTED}${corner}` });
  repo.commit('Corner');
  repo.write({ [recordOf()]: `${DONE}${corner}` }).commit('Result');
  repo.git('checkout', '-q', 'main');
  repo.git(
    'merge',
    '-q',
    '--squash',
    repo.git('for-each-ref', '--format=%(refname:short)', 'refs/heads/kata'),
  );
  repo.git('commit', '-q', '-m', 'Squashed');
  return repo;
}

/** What the command answers, the working tree as it is. */
async function answers(repo: GitRepo): Promise<object> {
  const asked = [
    ['experiment', 'list', '--all-refs'],
    ['corner', 'list'],
    ['check', '--base', 'HEAD~1'],
    ['review', '--base', 'HEAD~1'],
  ];
  const said = [];
  for (const args of asked) said.push(JSON.parse((await kata(repo.path, [...args, '--json'])).out));
  return said;
}

/** Runs with a person's settings and locale. */
async function as<T>(settings: readonly string[], locale: string, work: () => Promise<T>): Promise<T> {
  const home = tempFolder('kata-home');
  const config = join(home, '.gitconfig');
  for (const setting of settings) {
    const at = setting.indexOf('=');
    const pair = [setting.slice(0, at), setting.slice(at + 1)];
    execFileSync('git', ['config', '--file', config, ...pair], { env: testEnvironment(home) });
  }
  const before = { ...process.env };
  Object.assign(process.env, { GIT_CONFIG_GLOBAL: config, LC_ALL: locale, LANGUAGE: locale });
  try {
    return await work();
  } finally {
    for (const name of ['GIT_CONFIG_GLOBAL', 'LC_ALL', 'LANGUAGE']) {
      const old = before[name];
      if (old === undefined) delete process.env[name];
      else process.env[name] = old;
    }
  }
}

describe("a person's settings and locale", function () {
  this.timeout(0);
  it('change no answer: all at once in each locale, and one by one', async () => {
    const repo = repository();
    const plain = await as([], 'C', () => answers(repo));
    const text = JSON.stringify(plain);
    for (const known of [X, 'Squashed', '"tie":"message"', 'é/a.ts']) assert.ok(text.includes(known), text);
    for (const locale of LOCALES) {
      assert.deepEqual(await as(SETTINGS, locale, () => answers(repo)), plain, locale);
    }
    const pairs = SETTINGS.flatMap((setting) => LOCALES.map((locale) => [setting, locale] as const));
    // By default each setting once, in one of the locales; with KATA_RUNS=5 all pairs.
    const every = Math.max(1, Math.round(LOCALES.length / runs(1)));
    const chosen = pairs.filter((_, at) => (at + Math.floor(at / LOCALES.length)) % every === 0);
    assert.ok(chosen.length >= SETTINGS.length, `${chosen.length}`);
    for (const [setting, locale] of chosen) {
      const said = await as([setting], locale, () => answers(repo));
      assert.deepEqual(said, plain, `${setting} in ${locale}`);
    }
  });

  it('change nothing of what is committed', async () => {
    for (const locale of LOCALES) {
      const repo = withPerson(experimentRepo([]));
      // With an order file that is missing, no git of theirs commits.
      const settings = SETTINGS.filter((setting) => !setting.startsWith('diff.orderFile'));
      const message = await as(settings, locale, async () => {
        const args = ['experiment', 'result', X, '--happened', 'Kürzer, K und #1', '--commit'];
        const ran = await kata(repo.path, args);
        assert.equal(ran.status, 0, ran.err);
        return repo.git('log', '-1', '--format=%B');
      });
      const expected = `Result: Kürzer, K und #1\n\nKata-Experiment: k/${X}`;
      assert.equal(message.trim(), expected, locale);
      assert.equal(repo.git('status', '--porcelain'), '');
    }
  });
});
