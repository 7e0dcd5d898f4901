import * as vscode from 'vscode';
import { buildStoryboard } from '../../core/storyboard/build';
import type { ExperimentView } from '../../core/storyboard/view';
import { experimentStateWords } from '../../core/storyboard/words';
import type { Parts } from '../parts';
import type { FoundKata } from '../records/records';
import { today } from '../today';
import { isNode } from '../tree/nodes';

/** An experiment with its kata, as its board shows it. */
export interface FoundExperiment {
  readonly found: FoundKata;
  readonly one: ExperimentView;
}

/** The experiment whose branch is checked out; undefined where there is none, or its record is not here. */
export function activeExperiment({ records, histories }: Parts): FoundExperiment | undefined {
  for (const found of records.katas) {
    const active = histories.of(found)?.active ?? null;
    const one = active === null ? undefined : experimentsOf(found).find(({ id }) => id === active);
    if (one !== undefined) return { found, one };
  }
  return undefined;
}

/** The experiment of the tree's line, else the active one, else the only unfinished one, else the one that is picked. */
export async function pickExperiment(parts: Parts, given: unknown): Promise<FoundExperiment | undefined> {
  if (isNode(given) && given.kind === 'record' && given.type === 'experiment') return experimentNamed(given);
  const active = activeExperiment(parts);
  if (active !== undefined) return active;
  const open = openExperiments(parts);
  if (open.length === 0) {
    void vscode.window.showInformationMessage('No experiment is running. Start one first.');
    return undefined;
  }
  if (open.length === 1) return open[0];
  const items = open.map((each) => ({
    label: nameOf(each.one),
    description: experimentStateWords(each.one.state),
    each,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: 'Which experiment?' }))?.each;
}

/** The experiment that a line of the tree stands for. */
export function experimentNamed(given: unknown): FoundExperiment | undefined {
  if (!isNode(given) || given.kind !== 'record' || given.type !== 'experiment') return undefined;
  const one = experimentsOf(given.found).find(({ record }) => record === given.handle);
  return one === undefined ? undefined : { found: given.found, one };
}

/** Those that are not finished. */
export function openExperiments({ records }: Pick<Parts, 'records'>): FoundExperiment[] {
  return records.katas.flatMap((found) =>
    experimentsOf(found)
      .filter(({ state }) => state === 'running' || state === 'planned')
      .map((one) => ({ found, one })),
  );
}

/** How people call an experiment. */
export function nameOf({ title, step, record }: ExperimentView): string {
  return title.value ?? step.value ?? record;
}

/** Those whose records are here, with what is known of their history left out. */
function experimentsOf({ kata }: FoundKata): readonly ExperimentView[] {
  return buildStoryboard(kata, { today: today() }).experiments;
}
