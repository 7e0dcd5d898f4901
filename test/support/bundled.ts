import { join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import { nodeBundle } from '../../scripts/bundles.mjs';
import { tempFolder } from './temp';

/**
 * A TypeScript program of ours as one file, bundled as it is shipped, that `node` starts at once: for tests that start it
 * often. @param how what else a package has: `minify`
 */
export function bundled(entry: string, how: Pick<BuildOptions, 'minify'> = {}): string {
  const outfile = join(tempFolder('kata-bundle'), 'program.cjs');
  buildSync({ ...nodeBundle, ...how, entryPoints: [entry], outfile });
  return outfile;
}
