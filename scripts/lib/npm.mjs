import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from './failure.mjs';
import { run } from './processes.mjs';

/** npm's own script: the one that runs us, else the one that came with this Node. A script needs no shell on any system. */
function npmScript() {
  const bin = dirname(process.execPath);
  const places = [
    process.env.npm_execpath,
    join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
    '/usr/lib/node_modules/npm/bin/npm-cli.js',
  ];
  for (const place of places) if (place?.endsWith('npm-cli.js') && existsSync(place)) return place;
  throw new Failure('npm was not found beside Node.', 'Start this with npm, for example: npm test');
}

/** What npm tells its children about the package it runs in would mislead an npm that works in another folder. */
function environment() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^npm_(package_|lifecycle_|command$|config_local_prefix$)/.test(name)) delete env[name];
  }
  return env;
}

const causes = /** @type {const} */ ([
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/i,
    'The npm registry could not be reached: check the network, or name a mirror with npm config set registry URL, then run this again.',
  ],
  [/ENOSPC/, 'The disk is full: free about 2 GB, then run this again.'],
  [/EACCES|EPERM|EROFS/, 'A folder could not be written: check its owner and rights, then run this again.'],
  [
    /E404|ETARGET/,
    'The registry has no such version: if it is a mirror, wait until it has it or name another.',
  ],
  [/EUSAGE|npm ci/, 'package.json and package-lock.json disagree: run npm install and commit the lock file.'],
]);

/**
 * Runs npm in a folder, quietly.
 * @param {string} cwd
 * @param {string[]} args
 * @throws {Failure} with the likely cause and what to do
 */
export async function npm(cwd, args) {
  const { code, output } = await run(
    process.execPath,
    [npmScript(), ...args, '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd, env: environment() },
  );
  if (code === 0) return;
  const mend = causes.find(([pattern]) => pattern.test(output))?.[1] ?? 'npm said what is wrong above.';
  throw new Failure(`npm ${args[0]} failed in ${cwd}.\n${output.trim().slice(0, 1_500)}`, mend);
}
