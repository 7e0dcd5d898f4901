import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createVSIX, listFiles } from '@vscode/vsce';
import { root } from './paths.mjs';

/** Where the package is written when nothing else is said. */
export const packagePath = join(root, 'improvement-kata.vsix');

/**
 * Builds the extension for production and packs it.
 * @param {string} [path] of the .vsix
 * @returns {Promise<{ path: string, bytes: number, files: { path: string, bytes: number }[] }>} sizes in bytes; the files'
 *   before packing
 */
export async function packExtension(path = packagePath) {
  await mkdir(dirname(path), { recursive: true });
  // Written beside and renamed: whoever reads the package sees the old one or the new one.
  const fresh = path.replace(/\.vsix$/, `-${process.pid}.vsix`);
  await createVSIX({
    cwd: root,
    packagePath: fresh,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  await rename(fresh, path);
  const names = await listFiles({ cwd: root, packageManager: 0 });
  const files = await Promise.all(
    names.sort().map(async (name) => ({ path: name, bytes: (await stat(join(root, name))).size })),
  );
  return { path, bytes: (await stat(path)).size, files };
}

/** @param {number} bytes */
export const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
