import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Repository } from '../../git/repository';
import { sentences } from '../git/histories';
import type { Parts } from '../parts';
import type { FoundKata } from '../records/records';

/** A failure that names what went wrong and what to do: git's, an experiment's, a file's. */
function isNamed(error: unknown): error is Error & { readonly mend: string } {
  return error instanceof Error && typeof (error as { mend?: unknown }).mend === 'string';
}

/**
 * Works on a kata's repository: what was interrupted before is mended first, and a named failure is told as such.
 * @returns undefined where it failed; the person knows why then.
 */
export async function withRepository<T>(
  { histories }: Parts,
  found: FoundKata,
  title: string,
  work: (repository: Repository) => Promise<T>,
): Promise<T | undefined> {
  try {
    const repository = await histories.repository(found);
    const location = vscode.ProgressLocation.Window;
    return await vscode.window.withProgress({ location, title }, async () => {
      await mendFirst(repository);
      return work(repository);
    });
  } catch (error) {
    if (!isNamed(error)) throw error;
    void vscode.window.showErrorMessage(sentences(error));
    return undefined;
  }
}

async function mendFirst(repository: Repository): Promise<void> {
  if (!existsSync(join(repository.gitDir, 'kata'))) return;
  const { mendInterrupted } = await import('../../git/experiments/mend');
  const mended = await mendInterrupted(repository);
  if (mended !== null)
    void vscode.window.showInformationMessage(sentences({ message: mended.message, mend: '' }));
}

/** Tells a refusal. */
export function tell(refused: { readonly message: string; readonly mend: string }): void {
  void vscode.window.showErrorMessage(sentences(refused));
}
