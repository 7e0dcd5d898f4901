import { cp, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';
import { run } from './processes.mjs';

/** Where the package is written when nothing else is said. */
export const packagePath = join(root, 'improvement-kata.vsix');

/** What .vscodeignore chooses from. The packer looks at every file of its folder: here it would look at 60,000. */
const candidates = ['.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE', 'dist', 'media'];

/**
 * Builds the extension for production and packs it.
 * @param {string} [path] of the .vsix
 * @returns {Promise<{ path: string, bytes: number, files: { path: string, bytes: number }[] }>} sizes in bytes; the files'
 *   before packing
 */
export async function packExtension(path = packagePath) {
  const { code, output } = await run(process.execPath, ['scripts/build.mjs', '--production'], { cwd: root });
  if (code !== 0) throw new Failure(`The build failed.\n${output.trim()}`, 'Mend what is named above.');
  const stage = await mkdtemp(join(tmpdir(), 'kata-package-'));
  // Written beside and renamed: whoever reads the package sees the old one or the new one.
  const fresh = path.replace(/\.vsix$/, `-${process.pid}.vsix`);
  try {
    for (const name of candidates) await cp(join(root, name), join(stage, name), { recursive: true });
    await writeFile(join(stage, 'package.json'), await manifest());
    const options = { cwd: stage, dependencies: false, rewriteRelativeLinks: false };
    await mkdir(dirname(path), { recursive: true });
    await createVSIX({ ...options, packagePath: fresh, allowMissingRepository: true });
    await rename(fresh, path);
    const names = await listFiles({ cwd: stage, packageManager: PackageManager.None });
    const files = await Promise.all(
      names.sort().map(async (name) => ({ path: name, bytes: (await stat(join(stage, name))).size })),
    );
    return { path, bytes: (await stat(path)).size, files };
  } finally {
    await rm(stage, { recursive: true, force: true });
    await rm(fresh, { force: true });
  }
}

/** package.json without what only this repository needs. */
async function manifest() {
  const { scripts, devDependencies, dependencies, bin, ...shipped } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  );
  return JSON.stringify(shipped, null, 2);
}

/** @param {number} bytes */
export const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
