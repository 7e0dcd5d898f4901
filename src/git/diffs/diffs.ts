import { lstat, mkdir, readFile, rename, rmdir, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GitFailure } from '../failure';
import type { Repository } from '../repository';
import type { GitCommand } from '../runner';
import { HUNK_NAME, hasBlock, withBlock, withoutBlock } from './attributes';

/**
 * Whether git names what a hunk of a record is about, in this clone. `partly`: somebody changed what was set up;
 * setting it up again mends it. `taken`: `diff.kata` is set to something of the person's own.
 */
export type DiffsState = 'installed' | 'missing' | 'partly' | 'taken';

const KEY = 'diff.kata.xfuncname';
const NOT_SET = 1;
const NO_KEY = 5;

const configured: GitCommand<string | null> = {
  args: ['config', '--local', '--null', '--get', KEY],
  parse: (output) => output.replace(/\0$/, ''),
  failed: (exit) => {
    if (exit.status === NOT_SET) return null;
    throw new GitFailure(
      'git/failed',
      `Git could not read ${KEY}`,
      `look at it with \`git config --get-all ${KEY}\``,
      exit.stderr,
    );
  },
};

const configure: GitCommand<void> = { args: ['config', '--local', KEY, HUNK_NAME], parse: () => {} };

const unconfigure: GitCommand<void> = {
  args: ['config', '--local', '--unset', KEY],
  parse: () => {},
  failed: (exit) => {
    if (exit.status === NO_KEY) return;
    throw new GitFailure('git/failed', `Git could not unset ${KEY}`, 'try again', exit.stderr);
  },
};

/** How it stands. @throws GitFailure */
export async function diffsState(repository: Repository): Promise<DiffsState> {
  const [value, text] = [await repository.git.run(configured), await attributes(repository)];
  if (value !== null && value !== HUNK_NAME) return 'taken';
  if (value !== null && hasBlock(text ?? '')) return 'installed';
  return value === null && withoutBlock(text ?? '') === (text ?? '') ? 'missing' : 'partly';
}

/**
 * Has `git diff` name the experiment, obstacle or target in the hunks of records. Told to this clone alone: one line in
 * its `info/attributes`, behind what stands there, and one setting. Other working trees of it share both.
 * @throws GitFailure `git/diffs-taken` where the setting is the person's own
 */
export async function installDiffs(repository: Repository): Promise<DiffsState> {
  const state = await diffsState(repository);
  if (state === 'installed') return state;
  if (state === 'taken') {
    throw new GitFailure(
      'git/diffs-taken',
      `${KEY} is set to something of your own`,
      `take it away with \`git config --unset ${KEY}\`, or leave it as it is`,
    );
  }
  const text = await attributes(repository);
  await put(repository, withBlock(text ?? ''));
  await repository.git.run(configure);
  return diffsState(repository);
}

/** Takes all of it away: the file and the settings are as they were. @throws GitFailure */
export async function uninstallDiffs(repository: Repository): Promise<DiffsState> {
  const state = await diffsState(repository);
  const text = await attributes(repository);
  if (text !== null && withoutBlock(text) !== text) await put(repository, withoutBlock(text));
  if (state !== 'taken') await repository.git.run(unconfigure);
  return diffsState(repository);
}

function fileOf({ commonDir }: Repository): string {
  return join(commonDir, 'info', 'attributes');
}

/** The clone's own attributes; null where there are none. Bytes that are no text stay: they are kept as they are. */
async function attributes(repository: Repository): Promise<string | null> {
  const file = fileOf(repository);
  const info = await lstat(file).catch(() => null);
  if (info === null) return null;
  if (info.isFile()) return readFile(file, 'latin1');
  throw new GitFailure('git/diffs-taken', `${file} is no plain file`, 'add the line there by hand');
}

/** Written whole, beside it first; an empty one is no file at all, as before. */
async function put(repository: Repository, text: string): Promise<void> {
  const file = fileOf(repository);
  if (text === '') {
    await unlink(file);
    // Git makes the folder itself; one that was made here goes again where nothing else is in it.
    await rmdir(dirname(file)).catch(() => {});
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.kata-new`;
  await writeFile(temporary, text, { encoding: 'latin1', flag: 'wx' });
  await rename(temporary, file);
}
