// Bundles the extension, the `kata` command and the webview into dist/. `--watch` rebuilds on change.
import { rm } from 'node:fs/promises';
import * as esbuild from 'esbuild';
import { bundles } from './bundles.mjs';

const watch = process.argv.includes('--watch');

if (!watch) await rm('dist', { recursive: true, force: true });
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
    if (!file.endsWith('.map')) console.log(`${file}  ${(output.bytes / 1024).toFixed(1)} KB`);
  }
}
