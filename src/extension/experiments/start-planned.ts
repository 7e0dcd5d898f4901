import * as vscode from 'vscode';
import { planStartPlanned } from '../../core/experiments/plan-start-planned';
import { addDays } from '../../core/model/dates';
import { type Asker, askAll, quickInput } from '../asking/ask';
import { type Answers, choiceQuestion, dateOrNothing, needed, said, textQuestion } from '../asking/questions';
import { repositoryPath } from '../git/place';
import type { Parts } from '../parts';
import { kataUri } from '../records/kata-folder';
import type { FoundKata } from '../records/records';
import { today } from '../today';
import { type FoundExperiment, nameOf, openExperiments } from './pick-experiment';
import { CHECK_IN, committedOf, startedWords } from './start';
import { tell, withRepository } from './work';

/** Stands for an experiment that is not planned yet. */
export const NEW = 'new';

/** Asks which of the planned experiments shall start, where there are some. @returns undefined where the person went away. */
export async function plannedOrNew(
  { records }: Pick<Parts, 'records'>,
  found: FoundKata,
  asker: Asker,
): Promise<FoundExperiment | typeof NEW | undefined> {
  const planned = openExperiments({ records }).filter(
    (each) => each.found.kata === found.kata && each.one.state === 'planned',
  );
  if (planned.length === 0) return NEW;
  const answers: Answers = new Map();
  const choices = [
    { label: 'A new experiment', value: NEW },
    ...planned.map(({ one }) => ({ label: nameOf(one), description: 'planned', value: one.record })),
  ];
  if (
    !(await askAll(asker, 'Start Experiment', [
      choiceQuestion(answers, 'which', 'Which experiment do you start?', choices),
    ]))
  )
    return undefined;
  return planned.find(({ one }) => one.record === said(answers, 'which')) ?? NEW;
}

/** Starts an experiment that was planned before, its record where it is: the prediction once more, then branch and commit. */
export async function startPlanned(
  parts: Parts,
  { found, one }: FoundExperiment,
  asker: Asker = quickInput,
): Promise<void> {
  const answers: Answers = new Map();
  const given = () => {
    const [expect, checkBy] = ['expect', 'checkBy'].map((name) => said(answers, name));
    return { ...(expect === undefined ? {} : { expect }), ...(checkBy === undefined ? {} : { checkBy }) };
  };
  const committed = await withRepository(parts, found, 'Looking at the repository…', (repository) =>
    committedOf(repository, found),
  );
  if (committed === undefined) return;
  const planned = () => planStartPlanned(found.kata, one.record, given(), { today: today(), committed });
  const done = await askAll(asker, 'Start Experiment', [
    textQuestion(answers, 'expect', {
      prompt: `${nameOf(one)}: what do you expect? A prediction made now can be learned from.`,
      value: one.expect.value ?? '',
      problem: needed('Write what you expect to happen.'),
    }),
    textQuestion(answers, 'checkBy', {
      prompt: () => {
        const plan = planned();
        return plan.ok ? `By when will you go and see? This makes the branch ${plan.branch}.` : plan.message;
      },
      value: one.checkBy.value ?? addDays(today(), CHECK_IN),
      problem: dateOrNothing,
    }),
  ]);
  if (!done) return;
  const plan = planned();
  if (!plan.ok) return tell(plan);
  const started = await withRepository(parts, found, 'Starting the experiment…', async (repository) => {
    const { commitChange } = await import('../../git/experiments/commit-change');
    const document = await vscode.workspace.openTextDocument(found.folder.uriOf(plan.path));
    // What is planned on is the text as the person sees it.
    await document.save();
    const path = repositoryPath(repository, found.folder, found.kata.home, plan.path);
    const files = plan.change.files.map((file) => ({ ...file, path }));
    const change = { ...plan.change, files };
    return commitChange(repository, 'start', { ...plan, path, change }, () => document.getText());
  });
  await parts.records.readFresh(found.folder, found.kata.folder);
  await parts.histories.refresh();
  if (started == null) return;
  await parts.storyboards.open(kataUri(found.folder, found.kata), one.record);
  void vscode.window.showInformationMessage(startedWords(started.branch, plan.notes));
}
