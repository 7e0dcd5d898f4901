import * as vscode from 'vscode';
import { shortHash } from '../../core/experiments/history-words';
import { act } from '../board/actions';
import { pageHtml, pageRoots } from '../board/page';
import { withRepository } from '../experiments/work';
import type { Parts } from '../parts';
import type { FoundKata } from '../records/records';
import { pickBase } from './pick-base';
import { ReviewBoard } from './review-board';
import type { Reviewed } from './reviewed';

/** Asks what to compare with, and opens the storyboard with what changed since then marked at its margin. */
export async function reviewChanges(parts: Parts, found: FoundKata): Promise<void> {
  const base = await withRepository(parts, found, 'Looking at the branches…', pickBase);
  if (base !== undefined) openReview(parts, found, { since: base });
}

/** Opens a review of what the working tree changes since a branch, or of what one commit changes. */
export function openReview(parts: Parts, found: FoundKata, what: Reviewed): ReviewBoard {
  const { extension } = parts.storyboards;
  const name = found.kata.record.value?.title ?? found.kata.slug;
  const panel = vscode.window.createWebviewPanel(
    'kata.review',
    'since' in what ? `${name} since ${what.since}` : `${name} at ${shortHash(what.commit)}`,
    vscode.ViewColumn.Active,
    { enableScripts: true, localResourceRoots: pageRoots(extension), enableFindWidget: true },
  );
  const board = new ReviewBoard(parts, found, what, panel, (kata, message) => act(parts, kata, message));
  panel.onDidDispose(() => board.dispose());
  panel.webview.html = pageHtml(panel.webview, extension);
  return board;
}
