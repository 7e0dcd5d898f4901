import * as vscode from 'vscode';
import type { Parts } from '../parts';
import { kataAround } from '../pick-kata';
import { givenCommit } from './given-commit';
import { openReview } from './review-changes';

/**
 * Opens the storyboard as a commit left it, with what the commit changed marked at its margin; of what is not committed
 * yet, the storyboard since HEAD. Called from the timeline's lines and from the diffs that VS Code's git opens.
 */
export async function reviewCommit(parts: Parts, given: unknown, beside: unknown): Promise<void> {
  const meant = givenCommit(given, beside);
  const found = meant && (await kataAround(parts.records, meant.file));
  if (meant === undefined || found === undefined) {
    void vscode.window.showInformationMessage('This file belongs to no kata that is here now.');
    return;
  }
  openReview(parts, found, meant.commit === null ? { since: 'HEAD' } : { commit: meant.commit });
}
