// Makes the sample repository: `node scripts/sample/make.mjs DIR [--today YYYY-MM-DD]`.
import { mkdirSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { calendar } from './calendar.mjs';
import { git } from './git.mjs';
import { tellStory } from './story/story.mjs';

/**
 * Makes a sample repository with real git history: a small service, two katas, experiments in every state.
 * The same `today` gives the same object ids. Needs Node and git; touches nothing outside the folder.
 * @param {string} folder new or empty; anything else is refused and left as it is
 * @param {{ today?: string }} [options] `today` as `2026-11-22`; without it, the local calendar's
 * @returns {Promise<{ folder: string, today: string }>} the folder as an absolute path
 */
export async function makeSample(folder, { today = localToday() } = {}) {
  const path = resolve(folder);
  const dates = calendar(today);
  mkdirSync(path, { recursive: true });
  if (readdirSync(path).length > 0) {
    throw new Error(`${path} is not empty: name a new or an empty folder for the sample.`);
  }
  git(path, ['init', '--quiet', '--template=', '--object-format=sha1', '--initial-branch=main']);
  git(path, ['fast-import', '--quiet', '--done', '--date-format=raw'], tellStory(dates).stream());
  git(path, ['reset', '--quiet', '--hard', 'main']);
  return { folder: path, today };
}

function localToday() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { today: { type: 'string' } },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) {
    throw new Error('Name one folder: node scripts/sample/make.mjs DIR [--today YYYY-MM-DD]');
  }
  const made = await makeSample(folder, values);
  console.log(`The sample repository is in ${made.folder}`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
