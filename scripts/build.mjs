// Bundles the extension, the `kata` command and the webview into dist/. `--watch` rebuilds on change.
import { rm } from 'node:fs/promises';
import * as esbuild from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  sourcemap: production ? false : 'linked',
  minify: production,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** @type {esbuild.BuildOptions} */
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };

/** What is built: the small entry that VS Code loads at activation, the rest of the host behind it, the command, the webview. */
export const bundles = {
  extension: {
    ...node,
    entryPoints: { extension: 'src/extension/activate.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    external: ['vscode', './host.cjs'],
  },
  host: {
    ...node,
    entryPoints: { host: 'src/extension/host.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
  },
  cli: {
    ...node,
    entryPoints: { kata: 'src/cli/main.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    banner: { js: '#!/usr/bin/env node' },
  },
  webview: {
    ...common,
    platform: 'browser',
    format: 'esm',
    target: 'chrome132',
    entryPoints: { storyboard: 'webview-ui/storyboard.ts' },
    outdir: 'dist/webview',
    loader: { '.css': 'text' },
    tsconfig: 'webview-ui/tsconfig.json',
  },
};

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
