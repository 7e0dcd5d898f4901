import * as vscode from 'vscode';
import { experimentStateWords } from '../../core/storyboard/words';
import type { Choice } from '../asking/ask';
import {
  activeExperiment,
  type FoundExperiment,
  nameOf,
  openExperiments,
} from '../experiments/pick-experiment';
import type { Parts } from '../parts';
import { pathBelow } from '../paths';

/** The experiments that a corner in a file may be of: the active one alone, else those that are not finished. */
export function experimentsFor(parts: Parts, uri: vscode.Uri): FoundExperiment[] {
  const active = activeExperiment(parts);
  if (active !== undefined && isAround(active, uri)) return [active];
  return openExperiments(parts).filter((one) => isAround(one, uri));
}

/** Choices by the place in the list. */
export function experimentChoices(found: readonly FoundExperiment[]): Choice<string>[] {
  return found.map(({ one }, at) => ({
    label: nameOf(one),
    description: experimentStateWords(one.state),
    value: String(at),
  }));
}

/** Says why no corner can be cut in a file; undefined where one can. */
export function refusalFor(
  parts: Parts,
  uri: vscode.Uri,
): { words: string; command?: string; title?: string } | undefined {
  if (uri.scheme !== 'file') {
    return { words: 'A corner is cut in a file of the workspace. Save this one there first.' };
  }
  if (/\/\.kata\//.test(uri.path)) {
    return { words: 'This is a record. A corner is cut in the code; its entry is written here by itself.' };
  }
  const around = parts.records.katas.filter((found) => isAround({ found }, uri));
  if (around.length === 0) {
    return {
      words: 'This file belongs to no kata. Create one around it first.',
      command: 'kata.create',
      title: 'Create Kata…',
    };
  }
  if (experimentsFor(parts, uri).length === 0) {
    return {
      words: 'No experiment is running here, so there is nothing to cut a corner for.',
      command: 'kata.startExperiment',
      title: 'Start Experiment…',
    };
  }
  return undefined;
}

export async function tellRefusal(refusal: NonNullable<ReturnType<typeof refusalFor>>): Promise<void> {
  const { words, command, title } = refusal;
  if (command === undefined || title === undefined) return void vscode.window.showWarningMessage(words);
  const chosen = await vscode.window.showWarningMessage(words, title);
  if (chosen === title) await vscode.commands.executeCommand(command);
}

/** A `.kata` belongs to the code in and below its parent folder. */
function isAround({ found }: Pick<FoundExperiment, 'found'>, uri: vscode.Uri): boolean {
  const { folder, kata } = found;
  return pathBelow(folder.uriOf(kata.home.folder), uri) !== null;
}
