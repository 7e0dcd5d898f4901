import * as vscode from 'vscode';
import { act } from '../board/actions';
import { pageHtml, pageRoots } from '../board/page';
import { withRepository } from '../experiments/work';
import type { Parts } from '../parts';
import type { FoundKata } from '../records/records';
import { pickBase } from './pick-base';
import { ReviewBoard } from './review-board';

/** Asks what to compare with, and opens the storyboard with what changed since then marked at its margin. */
export async function reviewChanges(parts: Parts, found: FoundKata): Promise<void> {
  const base = await withRepository(parts, found, 'Looking at the branches…', pickBase);
  if (base !== undefined) openReview(parts, found, base);
}

/** Opens a review since `base`, a branch as people name it. */
export function openReview(parts: Parts, found: FoundKata, base: string): ReviewBoard {
  const { extension } = parts.storyboards;
  const name = found.kata.record.value?.title ?? found.kata.slug;
  const panel = vscode.window.createWebviewPanel(
    'kata.review',
    `${name} since ${base}`,
    vscode.ViewColumn.Active,
    { enableScripts: true, localResourceRoots: pageRoots(extension), enableFindWidget: true },
  );
  const board = new ReviewBoard(parts, found, base, panel, (kata, message) => act(parts, kata, message));
  panel.onDidDispose(() => board.dispose());
  panel.webview.html = pageHtml(panel.webview, extension);
  return board;
}
