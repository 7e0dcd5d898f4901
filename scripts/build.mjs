// Bundles the extension, the `kata` command and the webview into dist/. `--watch` rebuilds on change.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { bundles } from './bundles.mjs';

const watch = process.argv.includes('--watch');

/** What this build has written. @type {Set<string>} */
const written = new Set();

for (const [name, options] of Object.entries(bundles)) {
  const context = await esbuild.context(/** @type {esbuild.BuildOptions} */ (options));
  if (watch) {
    await context.watch();
    continue;
  }
  const result = await context.rebuild();
  await context.dispose();
  const inputs = Object.keys(result.metafile?.inputs ?? {});
  if (name === 'cli' && inputs.some((input) => input.includes('vscode'))) {
    throw new Error('the command must not contain vscode');
  }
  for (const [file, output] of Object.entries(result.metafile?.outputs ?? {})) {
    written.add(join(file));
    if (!file.endsWith('.map')) console.log(`${file}  ${(output.bytes / 1024).toFixed(1)} KB`);
  }
}

// What an earlier build left goes last: a VS Code that runs from dist/ meanwhile always finds its files.
if (!watch) {
  for (const entry of await readdir('dist', { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !written.has(file)) await rm(file, { force: true });
  }
}
