import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MARKER, textFrom } from '../../action/comment/text.mjs';
import { bundled } from '../support/bundled';
import { GitRepo, testEnvironment } from '../support/git-repo';
import { tempFolder } from '../support/temp';

const KATA =
  'kata: 1\ntitle: Fast\nchallenge: C\ntargets:\n  - { id: t, achieveBy: 2020-01-01, state: active }\n';

/** The tool as a release has it: scripts, and the command in one file. */
function release(): string {
  const tool = tempFolder('kata-tool');
  for (const folder of ['action', 'dist']) mkdirSync(join(tool, folder));
  copyFileSync('action/review.sh', join(tool, 'action/review.sh'));
  copyFileSync(bundled('src/cli/main.ts'), join(tool, 'dist/kata.cjs'));
  return tool;
}

describe('the job with read rights', () => {
  let tool: string;
  before(() => {
    tool = release();
  });

  /** @param more variables that the job sets */
  const run = (repo: GitRepo, more: Record<string, string> = {}) =>
    new Promise<{ status: number; out: string; err: string }>((done) => {
      const env = testEnvironment(repo.home, { KATA_BASE: 'main', KATA_FORMAT: 'github', ...more });
      const child = execFile(
        'sh',
        [join(tool, 'action/review.sh')],
        { cwd: repo.path, env },
        (_error, out, err) => done({ status: child.exitCode ?? -1, out, err }),
      );
    });
  const textIn = (repo: GitRepo, name = 'comment.md') =>
    readFileSync(join(repo.path, 'kata-review', name), 'utf8');

  function changed(obstacle: string): GitRepo {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': KATA }).commit('Overdue already');
    repo.git('checkout', '-q', '-b', 'change');
    repo.write({ '.kata/k/obstacles/o-m3w8a-x.yaml': obstacle }).commit('An obstacle');
    return repo;
  }

  it('makes a text that the other job posts, and passes where the change brought nothing', async () => {
    const repo = changed('title: The build is slow\n');
    const summary = join(tempFolder(), 'summary.md');
    const ran = await run(repo, { GITHUB_STEP_SUMMARY: summary, KATA_STRICT: 'true' });
    assert.deepEqual([ran.status, ran.out], [0, ''], ran.err);
    const text = textFrom(Buffer.from(textIn(repo)), null);
    assert.ok(text.startsWith(MARKER) && text.includes('The build is slow'), text);
    assert.equal(readFileSync(summary, 'utf8'), textIn(repo));
    assert.deepEqual(JSON.parse(textIn(repo, 'kata.sarif')).runs[0].results, []);
  });

  it('fails by what the change brought, with an annotation, and still makes the text', async () => {
    const repo = changed('title: The build is slow\ntarget: nowhere\n');
    const ran = await run(repo);
    assert.equal(ran.status, 1);
    assert.match(ran.out, /^::error file=\.kata\/k\/obstacles\/o-m3w8a-x\.yaml,line=2,col=9,/);
    assert.equal(ran.out.split('\n').length, 2);
    assert.equal(JSON.parse(textIn(repo, 'kata.sarif')).runs[0].results[0].ruleId, 'ref/target');
    assert.ok(textIn(repo).includes('The build is slow'));
  });

  it('takes any name as a name', async () => {
    const repo = changed('title: The build is slow\n');
    for (const base of ['$(touch pwned)', '; touch pwned', '--output=pwned', '-x', '']) {
      const ran = await run(repo, { KATA_BASE: base, KATA_FOLDER: 'out; touch pwned' });
      assert.ok(ran.status > 1, `${base}: ${ran.status}`);
    }
    assert.ok(!existsSync(join(repo.path, 'pwned')));
    assert.ok(existsSync(join(repo.path, 'out; touch pwned')));
  });
});
