import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { harmless } from '../core/text/harmless';
import { asFailure, sentence } from './failure';
import type { Io } from './io';
import type { Root } from './root';

/** A working tree's own git folder, read without git: it is told by a file in linked working trees and submodules. */
function gitFolder(top: string): string | null {
  const git = join(top, '.git');
  if (statSync(git, { throwIfNoEntry: false })?.isDirectory() === true) return git;
  try {
    const target = /^gitdir: (.+?)\r?\n?$/.exec(readFileSync(git, 'utf8'))?.[1];
    return target === undefined ? null : resolve(top, target);
  } catch {
    return null;
  }
}

/**
 * What every command does first: where one was killed in the middle of a commit, its work is completed or put back,
 * and a person is told which. Costs one look at the disk where nothing was interrupted.
 */
export async function mendFirst({ folder, isRepository }: Root, io: Io): Promise<void> {
  const git = isRepository ? gitFolder(folder) : null;
  if (
    git === null ||
    !['journal.json', 'journal.json.new'].some((name) => existsSync(join(git, 'kata', name)))
  ) {
    return;
  }
  const { openRepository } = await import('../git/repository');
  const { mendInterrupted } = await import('../git/experiments/mend');
  try {
    const mended = await mendInterrupted(await openRepository(folder));
    if (mended !== null) io.err.write(`${harmless(sentence(mended.message))}\n`);
  } catch (error) {
    // What only reads goes on, and what commits is refused where it begins.
    const { message, mend } = asFailure(error);
    io.err.write(`${harmless(`${sentence(message)} ${sentence(mend)}`)}\n`);
  }
}
