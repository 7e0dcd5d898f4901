import * as vscode from 'vscode';
import { planObstacleAdd } from '../core/edits/obstacles';
import type { Parts } from './parts';
import { kataUri } from './records/kata-folder';
import type { FoundKata } from './records/records';
import { random } from './today';

/** Asks for an obstacle's title, and parks it. */
export async function addObstacle({ storyboards }: Parts, found: FoundKata): Promise<void> {
  const title = await vscode.window.showInputBox({
    title: `Add Obstacle to ${found.kata.record.value?.title ?? found.kata.slug}`,
    prompt: 'What is in the way of the target condition?',
    validateInput: (text) => (text.trim() === '' ? 'Write a few words.' : null),
  });
  if (title === undefined) return;
  const uri = kataUri(found.folder, found.kata);
  const created = await storyboards.change(uri, (kata) => planObstacleAdd(kata, { title }, random));
  if (typeof created === 'string') await storyboards.open(uri, created);
}
