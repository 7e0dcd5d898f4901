import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hash, Head, Ref } from '../../core/experiments/history';
import type { Repository } from '../repository';
import type { GitCommand } from '../runner';

/** What git is in the middle of; the branch is the one that it will come back to. */
export interface Operation {
  readonly kind: 'rebase' | 'merge' | 'cherry-pick' | 'revert' | 'bisect';
  readonly branch: string | null;
}

/** HEAD's commit; null on an unborn branch. */
export const headCommit: GitCommand<Hash | null> = {
  args: ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'],
  parse: (output) => output.trim(),
  failed: () => null,
};

const headBranch: GitCommand<string | null> = {
  args: ['symbolic-ref', '--quiet', 'HEAD'],
  parse: (output) => output.trim(),
  failed: () => null,
};

/**
 * Where HEAD is. Read from git's own file, so that no process is needed each time somebody commits;
 * git is asked where the file does not say (a repository with `reftable`).
 * @param refs may still be on their way.
 */
export async function readHead(
  repository: Repository,
  refs: readonly Ref[] | Promise<readonly Ref[]>,
): Promise<Head> {
  const text = (await textOf(join(repository.gitDir, 'HEAD')))?.trim() ?? '';
  if (/^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(text)) return { target: text, branch: null };
  const branch = /^ref: (refs\/heads\/\S+)$/.exec(text)?.[1];
  if (branch === undefined || branch === 'refs/heads/.invalid') {
    return { target: await repository.git.run(headCommit), branch: await repository.git.run(headBranch) };
  }
  return { target: (await refs).find((ref) => ref.name === branch)?.target ?? null, branch };
}

/** HEAD where it has a commit. */
export interface HeadAtOnce extends Head {
  readonly target: Hash;
}

/**
 * HEAD and its commit, where two of git's own files say both at once: null where its branch is packed, unborn or kept
 * otherwise. A guess as long as nobody knows that these files are what git goes by. Read without a pause, for what waits
 * for it starts processes, and each of those holds things up longer.
 */
export function readHeadAtOnce({ gitDir, commonDir }: Repository): HeadAtOnce | null {
  try {
    const head = readFileSync(join(gitDir, 'HEAD'), 'utf8').trim();
    const branch = /^ref: (refs\/heads\/\S+)$/.exec(head)?.[1];
    const target = branch === undefined ? head : readFileSync(join(commonDir, branch), 'utf8').trim();
    return /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(target) ? { target, branch: branch ?? null } : null;
  } catch {
    return null;
  }
}

/** What git is in the middle of, told by the files that it keeps for it (git's repository layout); null in peace. */
export async function readOperation(gitDir: string): Promise<Operation | null> {
  for (const folder of ['rebase-merge', 'rebase-apply']) {
    const branch = await textOf(join(gitDir, folder, 'head-name'));
    if (branch !== null) return { kind: 'rebase', branch: /^refs\/heads\/\S+/.exec(branch)?.[0] ?? null };
  }
  const marks = [
    ['MERGE_HEAD', 'merge'],
    ['CHERRY_PICK_HEAD', 'cherry-pick'],
    ['REVERT_HEAD', 'revert'],
  ] as const;
  for (const [file, kind] of marks) {
    if ((await textOf(join(gitDir, file))) !== null) return { kind, branch: null };
  }
  const bisected = await textOf(join(gitDir, 'BISECT_START'));
  return bisected === null ? null : { kind: 'bisect', branch: `refs/heads/${bisected.trim()}` };
}

/** The commits at which a shallow clone was cut. */
export async function readEdge(commonDir: string): Promise<ReadonlySet<Hash>> {
  return new Set((await textOf(join(commonDir, 'shallow')))?.match(/[0-9a-f]{40,64}/g) ?? []);
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // Not there, which is what was asked; a file that may not be read says as little.
    return null;
  }
}
