import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { npm } from './npm.mjs';
import { root } from './paths.mjs';
import { during } from './progress.mjs';

const needed = [20, 19];

/**
 * Installs what package-lock.json names, where it is missing or another lock file's. Needs nothing but Node and npm itself.
 * @param {(line: string) => void} [say]
 */
export async function ensureDependencies(say = console.log) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < (needed[0] ?? 0) || (major === needed[0] && minor < (needed[1] ?? 0))) {
    throw new Failure(`This is Node ${process.versions.node}.`, `Install Node ${needed.join('.')} or newer.`);
  }
  if (!outdated()) return;
  await during('installing dependencies', () => npm(root, ['ci']), say);
  writeFileSync(mark, lockHash());
}

const modules = join(root, 'node_modules');
const mark = join(modules, '.kata-lock');

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/**
 * Our own mark says it at once. Without one, npm's record of what it installed is compared with the lock file: every package
 * of the lock file has to be there in its version, other than optional ones, which another system may leave out.
 */
function outdated() {
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lockHash()) return false;
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return true;
  /** @type {Record<string, { version?: string, optional?: boolean }>} */
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  /** @type {Record<string, { version?: string, optional?: boolean }>} */
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).some(
    ([path, { version, optional }]) => path !== '' && !optional && installed[path]?.version !== version,
  );
}
