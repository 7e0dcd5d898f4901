import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';

/**
 * Makes a folder once: a finished one is marked, an unfinished one (its maker was killed) is made anew, and of two processes
 * that want it at once the second waits for the first.
 * @param {string} folder
 * @param {string} recipe names what the folder holds; another recipe makes it anew
 * @param {() => Promise<void>} make fills the empty folder
 * @param {(line: string) => void} [say]
 */
export async function makeOnce(folder, recipe, make, say = console.log) {
  const mark = join(folder, '.complete');
  const finished = async () => existsSync(mark) && (await readFile(mark, 'utf8')) === recipe;
  if (await finished()) return;
  await mkdir(join(folder, '..'), { recursive: true });
  const release = await claim(`${folder}.lock`, say);
  try {
    if (await finished()) return;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    await mkdir(folder, { recursive: true });
    await make();
    await writeFile(mark, recipe);
  } finally {
    await release();
  }
}

/**
 * The lock of a killed process is free again after ten seconds.
 * @param {string} name
 * @param {(line: string) => void} say
 */
async function claim(name, say) {
  const options = { realpath: false, lockfilePath: name, stale: 10_000, update: 3_000 };
  try {
    return await lock(name, options);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ELOCKED') throw error;
    say('· another process is installing the same; waiting for it …');
    return lock(name, {
      ...options,
      retries: { retries: 1_200, factor: 1, minTimeout: 500, maxTimeout: 500 },
    });
  }
}
