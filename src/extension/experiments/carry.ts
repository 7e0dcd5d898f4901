import * as vscode from 'vscode';
import { isId } from '../../core/model/ids';
import { buildStoryboard } from '../../core/storyboard/build';
import type { Repository } from '../../git/repository';
import { type Asker, askAll, quickInput } from '../asking/ask';
import { type Answers, choiceQuestion, said, textQuestion } from '../asking/questions';
import { repositoryPath } from '../git/place';
import type { Parts } from '../parts';
import type { FoundKata } from '../records/records';
import { today } from '../today';
import { nameOf } from './pick-experiment';
import { withRepository } from './work';

/** Brings the record of an experiment alone onto the branch that is checked out, as one commit. */
export async function carryRecord(parts: Parts, found: FoundKata, asker: Asker = quickInput): Promise<void> {
  // Where git can't be asked, that is said before any question.
  const asked = await withRepository(parts, found, 'Looking at the repository…', async () => true);
  if (asked === undefined) return;
  const view = buildStoryboard(found.kata, { today: today(), history: parts.histories.of(found) });
  const choices = view.experiments.flatMap((one) =>
    one.id === null || one.history?.onlyOn == null
      ? []
      : [{ label: nameOf(one), description: one.history.onlyOn.words, value: one.id }],
  );
  const answers: Answers = new Map();
  const prompt = 'Which record shall come to the branch that is checked out?';
  const problem = (text: string) => (isId(text.trim(), 'x') ? null : 'An id is such as x-7f3kq.');
  const question =
    choices.length > 0
      ? choiceQuestion(answers, 'id', prompt, choices)
      : textQuestion(answers, 'id', { prompt: `${prompt} Give its id.`, example: 'x-7f3kq', problem });
  if (!(await askAll(asker, 'Carry Record Here', [question]))) return;
  await carry(parts, found, said(answers, 'id') ?? '');
}

/** Carries one record, looked for on all branches and in the reflog. */
export async function carry(parts: Parts, found: FoundKata, id: string): Promise<void> {
  const carried = await withRepository(parts, found, 'Carrying the record…', async (repository) => {
    const { carryExperiment } = await import('../../git/experiments/carry');
    return carryExperiment(repository, id, { homes: [homeIn(repository, found)] });
  });
  if (carried === undefined) return;
  await parts.records.readAll();
  await parts.histories.refresh();
  const words =
    carried.committed === null
      ? 'The record is here already.'
      : `The record was carried here from ${carried.from}.`;
  void vscode.window.showInformationMessage(words);
}

/** The `.kata` folder of a kata, from the repository's top. */
export function homeIn(repository: Repository, { folder, kata: { home } }: FoundKata): string {
  return repositoryPath(repository, folder, home, home.folder === '' ? '.kata' : `${home.folder}/.kata`);
}
