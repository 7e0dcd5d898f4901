// What esbuild makes, and how. Tests bundle the webview from here too, so that they see what is shipped.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** @import * as esbuild from 'esbuild' */

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

// The build of `yaml` for Node asks an environment variable at each token: a fifth of all parsing. That for browsers
// is the same code without the question.
const yaml = join(
  dirname(createRequire(import.meta.url).resolve('yaml/package.json')),
  'browser/dist/index.js',
);

/** @type {esbuild.BuildOptions} */
export const nodeBundle = { ...common, platform: 'node', format: 'cjs', target: 'node20', alias: { yaml } };

/** @type {esbuild.BuildOptions} */
export const webviewBundle = {
  ...common,
  platform: 'browser',
  format: 'esm',
  target: 'chrome132',
  entryPoints: { storyboard: 'webview-ui/storyboard.ts' },
  outdir: 'dist/webview',
  loader: { '.css': 'text' },
  tsconfig: 'webview-ui/tsconfig.json',
};

/** What is built: the small entry that VS Code loads at activation, the rest of the host behind it, the command, the webview. */
export const bundles = {
  extension: {
    ...nodeBundle,
    entryPoints: { extension: 'src/extension/activate.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    external: ['vscode', './host.cjs'],
  },
  host: {
    ...nodeBundle,
    entryPoints: { host: 'src/extension/host.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
  },
  cli: {
    ...nodeBundle,
    entryPoints: { kata: 'src/cli/main.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    banner: { js: '#!/usr/bin/env node' },
  },
  webview: webviewBundle,
};
