import * as vscode from 'vscode';
import { buildStoryboard } from '../../core/storyboard/build';
import { openCommit } from '../git/open-commit';
import type { Parts } from '../parts';
import { kataUri } from '../records/kata-folder';
import type { FoundKata } from '../records/records';
import { today } from '../today';
import type { ActionMessage } from './action-message';
import { showRecordText } from './open-text';

/** Does what a board's button asks for. Where it starts a command, nobody waits for its questions to be answered. */
export async function act(parts: Parts, found: FoundKata, message: ActionMessage): Promise<void> {
  switch (message.type) {
    case 'openText':
      return showRecordText(found, message.record, message.path, message.line);
    case 'openCommit':
      return showCommit(parts, found, message.record, message.hash);
    case 'openCorner':
      void vscode.commands.executeCommand('kata.goToCorner', {
        id: message.id,
        near: kataUri(found.folder, found.kata).toString(),
      });
      return;
    case 'startExperiment':
    case 'reviewChanges':
    case 'setNextTarget':
      void vscode.commands.executeCommand(`kata.${message.type}`, kataUri(found.folder, found.kata));
      return;
    case 'recordResult':
    case 'finishExperiment':
      // As a line of the tree is given to the command.
      void vscode.commands.executeCommand(`kata.${message.type}`, {
        kind: 'record',
        type: 'experiment',
        found,
        handle: message.record,
      });
  }
}

/** Only a commit that the board names is shown: a hash from elsewhere is none of its experiment's. */
async function showCommit(parts: Parts, found: FoundKata, record: string, hash: string): Promise<void> {
  const history = parts.histories.of(found);
  const { experiments } = buildStoryboard(found.kata, { today: today(), history });
  const id = experiments.find((one) => one.record === record)?.id ?? null;
  const commits = id === null ? undefined : history?.derived?.experiments.get(id)?.commits;
  const tied = commits?.find(({ commit }) => commit.hash === hash);
  if (tied !== undefined) await openCommit(parts, found, tied.commit);
}
