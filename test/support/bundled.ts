import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { nodeBundle } from '../../scripts/bundles.mjs';
import { tempFolder } from './temp';

/** A TypeScript program of ours as one file, bundled as it is shipped, that `node` starts at once: for tests that start it often. */
export function bundled(entry: string): string {
  const outfile = join(tempFolder('kata-bundle'), 'program.cjs');
  buildSync({ ...nodeBundle, entryPoints: [entry], outfile });
  return outfile;
}
