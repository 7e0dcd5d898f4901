import { chmod, lstat, mkdir, readFile, realpath, rename, rmdir, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import {
  HOOK_FILE,
  HOOK_MARK,
  HOOK_SCRIPT,
  HOOKS,
  type HookName,
  lineFor,
  PENDING_FILE,
} from '../../core/experiments/plan-hook';
import type { Repository } from '../repository';
import { ExperimentFailure } from './failure';
import { quietly } from './journal';
import { runGit } from './person';

/**
 * `installed`: ours, as it is now. `older`: ours, of another version. `called`: somebody else's, which runs ours.
 * `other`: somebody else's, which does not. `missing`: there is none.
 */
export type HookState = 'installed' | 'older' | 'called' | 'other' | 'missing';

export interface HookStatus {
  readonly name: HookName;
  /** Absolute: where git, or the tool that manages the hooks, looks for it. */
  readonly file: string;
  readonly state: HookState;
  /** The line that makes somebody else's hook run ours; null where the file may be, or is, ours. */
  readonly line: string | null;
}

/** Where a repository's hooks are, and whether they are git's own or a part of the working tree, as Husky's are. */
interface HookFolder {
  readonly folder: string;
  readonly shared: boolean;
}

/** How the hooks stand. @throws ExperimentFailure `hook-outside` */
export async function hookStatus(repository: Repository): Promise<readonly HookStatus[]> {
  const { folder, shared } = await hookFolder(repository);
  const script = join(repository.commonDir, HOOK_FILE);
  const isThere = (await textOf(script)) !== null;
  return Promise.all(
    HOOKS.map(async (name) => {
      const file = join(folder, name);
      const state = stateOf(await textOf(file), isThere);
      const theirs = shared || state === 'other' || state === 'called';
      return { name, file, state, line: theirs ? lineFor(name) : null };
    }),
  );
}

function stateOf(text: string | null, isThere: boolean): HookState {
  if (text === null) return 'missing';
  if (text === HOOK_SCRIPT) return 'installed';
  if (text.includes(HOOK_MARK)) return 'older';
  return text.includes(HOOK_FILE) && isThere ? 'called' : 'other';
}

/**
 * Installs the hooks for all working trees. What somebody else put there is left alone: for such a hook the script is
 * put where one line can call it.
 * @returns how the hooks stand then; `other`, and `missing` with a line, ask for that line to be added.
 * @throws ExperimentFailure `hook-outside`
 */
export async function installHook(repository: Repository): Promise<readonly HookStatus[]> {
  for (const { file, state, line } of await hookStatus(repository)) {
    if (line !== null) await putScript(join(repository.commonDir, HOOK_FILE));
    else if (state !== 'installed') await putScript(file);
  }
  return hookStatus(repository);
}

/**
 * Takes away all that was installed, wherever hooks are by now.
 * @returns how the hooks stand then; one that still holds our line is for a person to change, and does nothing meanwhile.
 * Empty where `core.hooksPath` leads out of the repository.
 */
export async function uninstallHook(repository: Repository): Promise<readonly HookStatus[]> {
  const { commonDir, gitDir } = repository;
  const now = await hookFolder(repository).catch(() => null);
  const folders = new Set([join(commonDir, 'hooks'), ...(now === null || now.shared ? [] : [now.folder])]);
  for (const folder of folders) {
    for (const name of HOOKS) {
      const file = join(folder, name);
      if ((await textOf(file))?.includes(HOOK_MARK) === true) await unlink(file);
    }
  }
  const script = join(commonDir, HOOK_FILE);
  await quietly(unlink(script));
  await quietly(rmdir(dirname(script)));
  await quietly(unlink(join(gitDir, PENDING_FILE)));
  return now === null ? [] : hookStatus(repository);
}

/** True where a file that is not ours holds our line. */
export async function holdsLine(file: string): Promise<boolean> {
  const text = await textOf(file);
  return text !== null && !text.includes(HOOK_MARK) && text.includes(HOOK_FILE);
}

async function hookFolder(repository: Repository): Promise<HookFolder> {
  const { commonDir, topLevel } = repository;
  const args = ['config', '--type=path', '--get', 'core.hooksPath'];
  const { status, out } = await runGit(repository, { args, as: 'person' });
  const path = out.replace(/\r?\n$/, '');
  if (status !== 0 || path === '') return { folder: join(commonDir, 'hooks'), shared: false };
  const folder = await real(resolve(topLevel ?? repository.gitDir, path));
  if (isBelow(folder, await real(commonDir))) return { folder, shared: false };
  if (topLevel !== null && isBelow(folder, await real(topLevel))) {
    // Husky's own scripts are in `.husky/_`, a person's beside that folder.
    return { folder: basename(folder) === '_' ? dirname(folder) : folder, shared: true };
  }
  throw new ExperimentFailure(
    'experiment/hook-outside',
    `core.hooksPath leads out of this repository, to ${path}, where a hook would be everybody's`,
    `add this line to the hooks there by hand, for both: ${HOOKS.map(lineFor).join(' and ')}`,
  );
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function real(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** A plain file's text; empty for whatever else stands there, which is never ours; null for nothing. */
async function textOf(file: string): Promise<string | null> {
  const info = await lstat(file).catch(() => null);
  if (info === null) return null;
  return info.isFile() ? readFile(file, 'utf8') : '';
}

/** Puts the script in its place whole. */
async function putScript(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.new`;
  await writeFile(temporary, HOOK_SCRIPT);
  await chmod(temporary, 0o755);
  await rename(temporary, file);
}
