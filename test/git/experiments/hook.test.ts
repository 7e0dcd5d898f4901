import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOOK_SCRIPT, HOOKS } from '../../../src/core/experiments/plan-hook';
import { kata } from '../../support/cli';
import { GitRepo, testEnvironment } from '../../support/git-repo';
import { cleanRepository, started } from '../../support/starting';
import { tempFolder } from '../../support/temp';

/** A repository on an experiment's branch, with the hooks installed. */
async function hooked() {
  const repo = cleanRepository();
  const { id, branch } = await started(repo);
  const ran = await kata(repo.path, ['hook', 'install']);
  assert.equal(ran.status, 0, ran.err);
  return { repo, id, branch, line: `Kata-Experiment: ${id}` };
}

let work = 0;
function change(repo: GitRepo): void {
  repo.write({ [`work-${++work}.txt`]: `${work}\n` });
  repo.git('add', '--all');
}

const messageOf = (repo: GitRepo, commit = 'HEAD') => repo.git('log', '-1', '--format=%B', commit).trim();
const linesIn = (text: string) => text.split('\n').filter((line) => line.includes('Kata-Experiment:')).length;

/** An editor that does what a shell script says to the file in `$1`. */
function editor(script: string): NodeJS.ProcessEnv {
  const file = join(tempFolder(), 'editor.sh');
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { GIT_EDITOR: file };
}

const WRITE = `{ printf 'Typed\\n\\nBody\\n'; cat "$1"; } > "$1.new" && mv "$1.new" "$1"`;

describe('the commit hook', () => {
  it('adds the line once, to messages from the command line and from an editor', async () => {
    const { repo, line } = await hooked();
    change(repo);
    repo.git('commit', '-q', '-m', 'Work', '-m', 'Signed-off-by: A <a@example.com>');
    assert.equal(messageOf(repo), `Work\n\nSigned-off-by: A <a@example.com>\n${line}`);
    for (const more of [[], ['-v'], ['-s'], ['--cleanup=scissors', '-v']]) {
      change(repo);
      repo.gitWith(editor(WRITE), 'commit', '-q', ...more);
      const message = messageOf(repo);
      assert.match(message, /^Typed\n\nBody\n\n/, message);
      assert.equal(message.split('\n').filter((one) => one === line).length, 1, message);
      assert.equal(linesIn(message), 1, message);
    }
    assert.equal(existsSync(join(repo.path, '.git/kata-line')), false);
  });

  it('lets a commit be given up: an empty message or an untouched template stays one', async () => {
    const { repo } = await hooked();
    const head = repo.git('rev-parse', 'HEAD');
    change(repo);
    assert.throws(() => repo.gitWith(editor('true'), 'commit', '-q'));
    assert.throws(() => repo.gitWith(editor('true'), 'commit', '-q', '-s'));
    assert.throws(() => repo.gitWith(editor(': > "$1"'), 'commit', '-q', '-v'));
    const template = join(tempFolder(), 'template');
    writeFileSync(template, 'Why:\n\n# a comment\n');
    assert.throws(() => repo.gitWith(editor('true'), 'commit', '-q', '-t', template));
    assert.equal(repo.git('rev-parse', 'HEAD'), head);
    repo.gitWith(editor('echo Because >> "$1"'), 'commit', '-q', '-t', template);
    assert.equal(linesIn(messageOf(repo)), 1);
  });

  it('leaves a message that has a line, its own or another experiment’s, also indented by a squash', async () => {
    const { repo, line } = await hooked();
    for (const text of [line, 'Kata-Experiment: x-aaaaa', '    Kata-Experiment: other/x-aaaaa']) {
      change(repo);
      repo.git('commit', '-q', '-m', 'Work', '-m', text);
      assert.equal(linesIn(messageOf(repo)), 1);
      assert.match(messageOf(repo), new RegExp(`${text.trim()}$`));
    }
    change(repo);
    repo.git('commit', '-q', '-m', 'Prose', '-m', `The line "${line}" is added.`);
    assert.match(messageOf(repo), new RegExp(`\n\n${line}$`));
  });

  it('keeps amends clean, and takes out no line that a person took out', async () => {
    const { repo, line } = await hooked();
    change(repo);
    repo.git('commit', '-q', '-m', 'Work');
    const message = messageOf(repo);
    repo.git('commit', '-q', '--amend', '--no-edit');
    assert.equal(messageOf(repo), message);
    repo.gitWith(editor('true'), 'commit', '-q', '--amend');
    assert.equal(messageOf(repo), message);
    repo.gitWith(
      editor(`grep -v Kata-Experiment "$1" > "$1.new"; mv "$1.new" "$1"`),
      'commit',
      '-q',
      '--amend',
    );
    assert.equal(messageOf(repo), 'Work');
    assert.equal(line.length > 0, true);
  });

  it('keeps merges clean, and amends of merges', async () => {
    const { repo } = await hooked();
    repo.git('checkout', '-q', '-b', 'side', 'main');
    change(repo);
    repo.git('commit', '-q', '-m', 'Side');
    repo.git('checkout', '-q', '-');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge side', 'side');
    assert.equal(messageOf(repo), 'Merge side');
    repo.git('commit', '-q', '--amend', '--no-edit');
    repo.gitWith(editor('true'), 'commit', '-q', '--amend');
    assert.equal(messageOf(repo), 'Merge side');
    assert.equal(messageOf(repo, 'side'), 'Side');
  });

  it('keeps rebases clean: reorder and reword, a conflict, and a new commit at a stop', async () => {
    const { repo, branch, line } = await hooked();
    const start = repo.git('rev-parse', 'HEAD');
    repo.write({ 'one.txt': 'one\n' }).git('add', '--all');
    repo.git('commit', '-q', '--no-verify', '-m', 'One');
    repo.git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '--allow-empty', '-m', 'Untied');
    repo.write({ 'two.txt': 'two\n' }).git('add', '--all');
    repo.git('commit', '-q', '-m', 'Two');
    const plan = editor(
      `case $1 in *todo) awk '{ l[NR] = $0 } END { sub("pick", "reword", l[3]); print l[3]; print l[1]; sub("pick", "reword", l[2]); print l[2] }' "$1" > "$1.new" ;; *) sed '1s/$/ again/' "$1" > "$1.new" ;; esac; mv "$1.new" "$1"`,
    );
    repo.gitWith(
      { ...plan, GIT_SEQUENCE_EDITOR: String(plan.GIT_EDITOR) },
      'rebase',
      '-q',
      '-i',
      '--keep-empty',
      start,
    );
    const subjects = repo.git(
      'log',
      '--reverse',
      '--format=%s|%(trailers:key=Kata-Experiment,separator=%x2C)',
      `${start}..`,
    );
    assert.equal(subjects, [`Two again|${line}`, `One|${line}`, 'Untied again|'].join('\n'));

    repo.git('checkout', '-q', 'main');
    repo.write({ 'one.txt': 'other\n' }).git('add', '--all');
    repo.git('commit', '-q', '-m', 'Other');
    repo.git('checkout', '-q', branch);
    assert.throws(() => repo.git('rebase', '-q', 'main'));
    repo.write({ 'one.txt': 'both\n' }).git('add', '--all');
    repo.gitWith(editor('true'), 'rebase', '--continue');
    assert.deepEqual(
      repo
        .git('log', '--format=%B', 'main..')
        .split('\n')
        .filter((one) => one === line).length,
      2,
      'those that had it',
    );

    const stop = editor(`sed '1s/pick/edit/' "$1" > "$1.new"; mv "$1.new" "$1"`);
    repo.gitWith({ GIT_SEQUENCE_EDITOR: String(stop.GIT_EDITOR) }, 'rebase', '-q', '-i', 'HEAD~2');
    change(repo);
    repo.git('commit', '-q', '-m', 'New at the stop');
    assert.equal(
      messageOf(repo),
      `New at the stop\n\n${line}`,
      'the branch is known by what the rebase keeps',
    );
    repo.git('rebase', '--continue');
    assert.equal(repo.git('symbolic-ref', '--short', 'HEAD'), branch);
  });

  it('adds nothing on other branches, at a detached HEAD, or where a name alone looks like one', async () => {
    const { repo, id } = await hooked();
    for (const name of ['other', 'feature/x-check', `${id}zz`, `z${id}`]) {
      repo.git('checkout', '-q', '-b', name);
      change(repo);
      repo.git('commit', '-q', '-m', 'Work');
      assert.equal(messageOf(repo), 'Work', name);
    }
    repo.git('checkout', '-q', '--detach');
    change(repo);
    repo.git('commit', '-q', '-m', 'Detached');
    assert.equal(messageOf(repo), 'Detached');
    repo.git('checkout', '-q', '-b', `feature/x-check-${id}_b`);
    change(repo);
    repo.git('commit', '-q', '-m', 'Named otherwise');
    assert.equal(linesIn(messageOf(repo)), 1);
  });

  it('takes hostile names of branches for names', async () => {
    const { repo, id } = await hooked();
    for (const name of [
      `$(touch${'$'}IFS.hacked)-${id}`,
      `;touch-hacked;${id}`,
      `'"\`-${id}`,
      `%s%n-${id}`,
    ]) {
      repo.git('symbolic-ref', 'HEAD', `refs/heads/${name}`);
      change(repo);
      repo.git('commit', '-q', '-m', 'Work');
      assert.equal(linesIn(messageOf(repo)), 1, name);
    }
    assert.deepEqual(
      readdirSync(repo.path).filter((name) => name.includes('hacked')),
      [],
    );
  });

  it('works in a linked working tree, for a person with odd settings, and in every sh here', async () => {
    const { repo, branch, line } = await hooked();
    repo.git('checkout', '-q', 'main');
    const linked = GitRepo.at(join(tempFolder(), 'linked'));
    repo.git('worktree', 'add', '-q', linked.path, branch);
    for (const [name, value] of [
      ['core.commentChar', ';'],
      ['trailer.separators', '='],
      ['trailer.ifexists', 'replace'],
      ['color.ui', 'always'],
      ['commit.verbose', 'true'],
    ] as const) {
      repo.git('config', name, value);
      change(linked);
      linked.gitWith(editor(WRITE), 'commit', '-q');
      assert.match(messageOf(linked), new RegExp(`Body\n\n${line}$`), name);
    }
    change(repo);
    repo.git('commit', '-q', '-m', 'Main');
    assert.equal(messageOf(repo), 'Main');
    for (const shell of [['dash'], ['bash', '--posix'], ['busybox', 'sh']]) {
      const [program = '', ...args] = shell;
      const message = join(tempFolder(), 'message');
      writeFileSync(message, 'Work\n');
      const script = join(tempFolder(), 'commit-hook');
      writeFileSync(script, HOOK_SCRIPT);
      const env = testEnvironment(repo.home);
      if (!isThere(program)) continue;
      execFileSync(program, [...args, '-u', script, 'prepare-commit-msg', message, 'message'], {
        cwd: linked.path,
        env,
      });
      assert.equal(readFileSync(message, 'utf8'), `Work\n\n${line}\n`, program);
    }
  });
});

function isThere(program: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)));
}

describe('kata hook', () => {
  const states = async (repo: GitRepo, word = 'status') => {
    const ran = await kata(repo.path, ['hook', word, '--json']);
    assert.equal(ran.status, 0, ran.out);
    return JSON.parse(ran.out).hooks.map(({ state }: { state: string }) => state);
  };

  it('installs, says so, installs again, and goes without a trace', async () => {
    const repo = cleanRepository();
    const before = readdirSync(join(repo.path, '.git'), { recursive: true }).map(String).sort();
    assert.deepEqual(await states(repo), ['missing', 'missing']);
    assert.deepEqual(await states(repo, 'install'), ['installed', 'installed']);
    assert.deepEqual(await states(repo, 'install'), ['installed', 'installed']);
    for (const name of HOOKS) assert.equal(statSync(join(repo.path, '.git/hooks', name)).mode & 0o111, 0o111);
    writeFileSync(join(repo.path, '.git/hooks/commit-msg'), `${HOOK_SCRIPT}# older\n`);
    assert.deepEqual(await states(repo), ['installed', 'older']);
    assert.deepEqual(await states(repo, 'uninstall'), ['missing', 'missing']);
    assert.deepEqual(readdirSync(join(repo.path, '.git'), { recursive: true }).map(String).sort(), before);
  });

  it('leaves a hook of the person’s own alone, and prints the one line, which works', async () => {
    const repo = cleanRepository();
    const { id } = await started(repo);
    const own = join(repo.path, '.git/hooks/prepare-commit-msg');
    mkdirSync(join(repo.path, '.git/hooks'), { recursive: true });
    writeFileSync(own, '#!/bin/sh\nset -eu\necho mine >> "$1"\n', { mode: 0o755 });
    const ran = await kata(repo.path, ['hook', 'install']);
    const line = /Add this line to \.git\/hooks\/prepare-commit-msg:\n {2}(.+)\n/.exec(ran.out)?.[1] ?? '';
    assert.notEqual(line, '', ran.out);
    assert.equal(readFileSync(own, 'utf8'), '#!/bin/sh\nset -eu\necho mine >> "$1"\n');
    assert.deepEqual(await states(repo), ['other', 'installed']);
    writeFileSync(own, `#!/bin/sh\nset -eu\necho mine >> "$1"\n${line}\n`);
    assert.deepEqual(await states(repo), ['called', 'installed']);
    change(repo);
    repo.git('commit', '-q', '-m', 'Work');
    assert.match(messageOf(repo), new RegExp(`^Work\nmine\n\nKata-Experiment: ${id}$`));
    const gone = await kata(repo.path, ['hook', 'uninstall']);
    assert.match(gone.out, /line in \.git\/hooks\/prepare-commit-msg is yours to take out/);
    change(repo);
    repo.git('commit', '-q', '-m', 'After');
    assert.equal(messageOf(repo), 'After\nmine');
    assert.equal(existsSync(join(repo.path, '.git/kata')), false);
  });

  it('leaves Husky’s layout alone, and prints a line that works there', async () => {
    const repo = cleanRepository();
    const { id } = await started(repo);
    repo.git('config', 'core.hooksPath', '.husky/_');
    mkdirSync(join(repo.path, '.husky/_'), { recursive: true });
    const run =
      '#!/usr/bin/env sh\nh="$(dirname "$0")/../$(basename "$0")"\n[ ! -f "$h" ] || sh -e "$h" "$@"\n';
    for (const name of HOOKS) writeFileSync(join(repo.path, '.husky/_', name), run, { mode: 0o755 });
    repo.commit('Husky');
    const ran = await kata(repo.path, ['hook', 'install']);
    assert.equal(repo.git('status', '--porcelain', '--ignored'), '');
    const lines = [...ran.out.matchAll(/Add this line to (\.husky\/[a-z-]+):\n {2}(.+)\n/g)];
    assert.deepEqual(
      lines.map(([, file]) => file),
      ['.husky/prepare-commit-msg', '.husky/commit-msg'],
    );
    repo.write(Object.fromEntries(lines.map(([, file = '', line = '']) => [file, `${line}\n`])));
    assert.deepEqual(await states(repo), ['called', 'called']);
    repo.git('add', '--all');
    repo.gitWith(editor(WRITE), 'commit', '-q');
    assert.match(messageOf(repo), new RegExp(`\n\nKata-Experiment: ${id}$`));
    // A colleague's clone has the line, but not the script.
    await kata(repo.path, ['hook', 'uninstall']);
    change(repo);
    repo.git('commit', '-q', '-m', 'Without');
    assert.equal(messageOf(repo), 'Without');
  });

  it('refuses hooks that are everybody’s', async () => {
    const repo = cleanRepository();
    const folder = tempFolder();
    repo.git('config', 'core.hooksPath', folder);
    const ran = await kata(repo.path, ['hook', 'install', '--json']);
    assert.equal(ran.status, 5);
    assert.equal(JSON.parse(ran.out).error.code, 'experiment/hook-outside');
    assert.deepEqual(readdirSync(folder), []);
    repo.git('config', 'core.hooksPath', '../elsewhere');
    assert.equal((await kata(repo.path, ['hook', 'status'])).status, 5);
  });
});
