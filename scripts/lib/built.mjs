import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';
import { run } from './processes.mjs';
import { during } from './progress.mjs';

const pack = fileURLToPath(new URL('../package.mjs', import.meta.url));

/**
 * Builds the extension and packs it, in a process of its own that is heard only when it fails.
 * @param {string} [vsix] where the package goes
 * @returns {Promise<string>} the package's path
 */
export async function packQuietly(vsix = join(root, 'improvement-kata.vsix')) {
  const { code, output } = await run(process.execPath, [pack, vsix], { cwd: root });
  if (code === 0) return vsix;
  throw new Failure(`The extension could not be packed.\n${output.trim()}`, 'Mend what is named above.');
}

/**
 * Builds dist/ and the package from the sources as they are. Suites find the package in the environment, as `KATA_VSIX`.
 * @param {(line: string) => void} [say]
 */
export async function ensureBuilt(say = console.log) {
  process.env.KATA_VSIX = await during('building and packing the extension', () => packQuietly(), say);
}
