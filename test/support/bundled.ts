import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { tempFolder } from './temp';

/** A TypeScript program of ours as one file that `node` starts at once, for tests that start it often. */
export function bundled(entry: string): string {
  const outfile = join(tempFolder('kata-bundle'), 'program.cjs');
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  return outfile;
}
