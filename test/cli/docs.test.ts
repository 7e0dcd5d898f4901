import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { makeSample } from '../../scripts/sample/make.mjs';
import { coachingCycle } from '../../src/core/model/coaching';
import { config } from '../../src/core/model/config';
import { experiment, OUTCOMES } from '../../src/core/model/experiment';
import { kata, TARGET_STATES } from '../../src/core/model/kata';
import { measurements } from '../../src/core/model/measurements';
import { OBSTACLE_KINDS, OBSTACLE_STATES, obstacle } from '../../src/core/model/obstacle';
import { tempFolder } from '../support/temp';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/format.md',
  'docs/ci.md',
  ...readdirSync(join(ROOT, 'docs/decisions')).map((file) => `docs/decisions/${file}`),
];
const textOf = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** Every key that a schema names, at any depth. */
function keysOf(schema: unknown): string[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
  }
  if (schema instanceof z.ZodOptional) return keysOf(schema.unwrap());
  return schema instanceof z.ZodArray ? keysOf(schema.element) : [];
}

describe('the documentation', () => {
  it('names every key of every record, and every state', () => {
    const page = textOf('docs/format.md');
    const keys = [kata, obstacle, experiment, coachingCycle, measurements, config].flatMap(keysOf);
    assert.ok(keys.length > 60, `${keys.length} keys`);
    for (const key of keys)
      assert.match(page, new RegExp(`\\b${key}\\b`), `docs/format.md does not say ${key}`);
    const words = [...TARGET_STATES, ...OBSTACLE_STATES, ...OBSTACLE_KINDS, ...OUTCOMES];
    for (const word of words) assert.match(page, new RegExp(`\\b${word}\\b`), `docs/format.md lacks ${word}`);
  });

  it('links only to pages that are there', () => {
    for (const page of PAGES) {
      for (const [, target = ''] of textOf(page).matchAll(/(?<!!\[[^\]]*)\]\((?!https?:)([^)#]+)/g)) {
        assert.ok(existsSync(join(ROOT, dirname(page), target)), `${page} links to ${target}`);
      }
    }
  });

  it('has a reason for every dependency, at the version that is pinned', () => {
    const reasons = textOf('docs/decisions/dependencies.md');
    const { dependencies, devDependencies } = JSON.parse(textOf('package.json'));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      assert.ok(reasons.includes(`**${name}** ${version}`), `dependencies.md lacks ${name} ${version}`);
    }
  });

  it('shows only commands that do what they say, on the sample with one kata', async function () {
    this.timeout(120_000);
    const { folder } = await makeSample(tempFolder('kata-docs'), { today: '2026-11-20' });
    rmSync(join(folder, '.kata/flaky-builds'), { recursive: true });
    for (const [name, value] of [
      ['user.name', 'Ana'],
      ['user.email', 'ana@example.com'],
      ['commit.gpgSign', 'false'],
    ]) {
      execFileSync('git', ['config', `${name}`, `${value}`], { cwd: folder });
    }
    const commands = commandsIn('README.md');
    assert.ok(commands.length >= 14, `${commands.length} commands`);
    for (const command of commands) {
      const at = command[0] === 'init' ? tempFolder('kata-docs') : folder;
      run(['-C', at, '--today', '2026-11-20', ...command]);
    }
    const changed = execFileSync('git', ['status', '--porcelain', '-uall'], {
      cwd: folder,
      encoding: 'utf8',
    });
    for (const record of [
      / M .*latency\/kata\.yaml/,
      / M .*x-b2m4q/,
      / M .*o-2b9tc/,
      / M .*measurements\/p95/,
      /\?\? .*obstacles/,
    ]) {
      assert.match(changed, record);
    }
  });

  it("stands beside a kata of this project's own without an error", () => {
    run(['check']);
  });
});

/** The `kata` commands in a page's shell examples, as arguments; comments and redirections left out. */
function commandsIn(page: string): string[][] {
  const blocks = [...textOf(page).matchAll(/```sh\n([^`]*)```/g)].flatMap(([, block = '']) =>
    block.split('\n'),
  );
  return blocks.flatMap((line) => {
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain);
    const end = words.findIndex((word) => word === '#' || word === '>');
    return words[0] === 'kata' ? [words.slice(1, end < 0 ? undefined : end)] : [];
  });
}

/** Runs the command from its sources. Throws where it does not end with 0. */
function run(args: readonly string[]): void {
  execFileSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
    cwd: ROOT,
    stdio: 'pipe',
  });
}
