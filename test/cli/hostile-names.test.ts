import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { kata } from '../support/cli';
import { experimentRepo, X } from '../support/experiment-repo';
import type { GitRepo } from '../support/git-repo';
import { runs } from '../support/runs';
import { stateOf, withPerson } from '../support/starting';
import { tempFolder } from '../support/temp';

const CANARY = 'kata-canary';
const STARTS = [
  '',
  '-',
  '--',
  '--output=',
  '--exec=',
  '--upload-pack=',
  '-O',
  '-c',
  '$(',
  '`',
  ';',
  '|',
  '&',
  '\n',
  '^',
  ':/',
];
const CORES = [
  `touch ${CANARY}`,
  CANARY,
  `../${CANARY}`,
  'HEAD',
  'main',
  X,
  '%H',
  'refs/heads/main',
  '.git/config',
  'é\u202e',
  '"\'',
  '\\',
];
const ENDS = [
  '',
  ')',
  '`',
  '..HEAD',
  '^{commit}',
  '@{u}',
  '~1',
  ' --',
  '\u001b[2J',
  '.lock',
  '/',
  '*',
  ':a.txt',
];

const hostile = fc
  .tuple(fc.constantFrom(...STARTS), fc.constantFrom(...CORES), fc.constantFrom(...ENDS))
  .map((parts) => parts.join(''));

/** Each place where the command takes a name of anything. */
const PLACES: readonly ((name: string) => readonly string[])[] = [
  (name) => ['show', '--rev', name],
  (name) => ['show', '--', name],
  (name) => ['list', '--kata', name],
  (name) => ['check', '--base', name],
  (name) => ['review', '--base', name],
  (name) => ['corner', 'list', '--base', name],
  (name) => ['corner', 'cut', '--what', 'w', '--', `${name}:1`],
  (name) => ['experiment', 'result', '--learned', 'l', '--commit', '--', name],
  (name) => ['experiment', 'carry', '--', name],
  (name) => ['experiment', 'carry', 'x-zzzzz', `--from=${name}`],
  (name) => ['experiment', 'attach', 'x-zzzzz', '--', name],
  (name) => ['experiment', 'attach', 'x-zzzzz', 'HEAD', `--since=${name}`],
  (name) => ['obstacle', 'set', '--', name, 'parked'],
  (name) => ['refs', 'push', '--', name],
  (name) => ['refs', 'fetch', '--', name],
];

/** A git that writes down what it is given, an argument a line, and then does it. */
function recorder(): { path: string; given: () => readonly (readonly string[])[] } {
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const folder = tempFolder('kata-git');
  const log = join(folder, 'log');
  const script = `#!/bin/sh\nfor one in "$@"; do printf '%s\\001' "$one"; done >> '${log}'\nprintf '\\002' >> '${log}'\nexec '${real}' "$@"\n`;
  writeFileSync(join(folder, 'git'), script, { mode: 0o755 });
  writeFileSync(log, '');
  const given = () =>
    readFileSync(log, 'utf8')
      .split('\u0002')
      .filter((one) => one !== '')
      .map((one) => one.split('\u0001').slice(0, -1));
  return { path: `${folder}:${process.env.PATH}`, given };
}

/** Where a name that came from outside was given as an option of git's. */
function asOption(args: readonly string[], name: string): boolean {
  const end = args.findIndex((one) => one === '--' || one === '--end-of-options');
  const options = end === -1 ? args : args.slice(0, end);
  return name.startsWith('-') && name.length > 2 && options.some((one) => one === name);
}

function planted(repo: GitRepo): boolean {
  const names = [...readdirSync(join(repo.path, '..'), { recursive: true }), ...readdirSync(process.cwd())];
  return names.some((name) => String(name).split('/').includes(CANARY));
}

describe('names of any text, given to the command', function () {
  this.timeout(0);

  it('are names: no option, no file, no program, nothing changed, and a named answer', async () => {
    const repo = withPerson(experimentRepo(['Work 1']));
    const before = stateOf(repo);
    const recorded = recorder();
    const path = process.env.PATH;
    process.env.PATH = recorded.path;
    try {
      await fc.assert(
        fc.asyncProperty(hostile, fc.constantFrom(...PLACES), async (name, place) => {
          const from = recorded.given().length;
          const { status, out } = await kata(repo.path, ['--json', ...place(name)]);
          const { error } = JSON.parse(out);
          assert.ok(status >= 0 && status <= 5, `${status}`);
          assert.equal(status >= 2, error !== undefined, out);
          assert.notEqual(error?.code, 'internal', out);
          for (const args of recorded.given().slice(from))
            assert.equal(asOption(args, name), false, args.join(' '));
        }),
        { numRuns: runs(60) },
      );
    } finally {
      process.env.PATH = path;
    }
    assert.ok(recorded.given().length > 20, 'git was asked');
    assert.equal(planted(repo), false);
    assert.ok(isDeepStrictEqual(stateOf(repo), before));
  });

  it('are names of branches too: told whole, compared, carried from', async () => {
    const repo = withPerson(experimentRepo(['Work 1']));
    const tip = repo.git('rev-parse', 'HEAD');
    const names = STARTS.flatMap((start) => CORES.map((core) => `${start}${core}-${X}`)).filter((name) => {
      try {
        repo.git('update-ref', `refs/heads/${name}`, tip);
        return true;
      } catch {
        // Git itself takes no such name.
        return false;
      }
    });
    assert.ok(names.length > 30, `${names.length}`);
    repo.git('checkout', '-q', 'main');
    const listed = await kata(repo.path, ['experiment', 'list', '--all-refs', '--json']);
    const [one] = JSON.parse(listed.out).experiments;
    assert.deepEqual(
      names.filter((name) => !one.refs.includes(name)),
      [],
    );
    const text = await kata(repo.path, ['experiment', 'list', '--all-refs']);
    for (const acting of ['\u001b', '\u202e']) assert.equal(text.out.includes(acting), false);
    for (const name of names.slice(0, runs(12))) {
      const ran = await kata(repo.path, ['experiment', 'carry', X, `--from=refs/heads/${name}`, '--json']);
      assert.equal(ran.status, 0, `${name}: ${ran.out}`);
      repo.git('reset', '-q', '--hard', 'HEAD~1');
    }
    assert.equal(planted(repo), false);
    assert.equal(existsSync(join(repo.path, CANARY)), false);
  });
});
