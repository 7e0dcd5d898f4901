import * as vscode from 'vscode';
import { planExperimentFinish, planExperimentResult } from '../../core/edits/experiments';
import { planFinishCommit, planResultCommit } from '../../core/experiments/plan-result';
import { OUTCOMES, type Outcome } from '../../core/model/experiment';
import type { ComparisonView } from '../../core/storyboard/view';
import { changeWords, numberWords, valueWords } from '../../core/storyboard/words';
import { type Asker, askAll, quickInput } from '../asking/ask';
import {
  type Answers,
  choiceQuestion,
  needed,
  numberIn,
  numberOrNothing,
  said,
  textQuestion,
  valuesSaid,
} from '../asking/questions';
import { repositoryPath } from '../git/place';
import type { Parts } from '../parts';
import { kataUri } from '../records/kata-folder';
import { today } from '../today';
import type { FoundExperiment } from './pick-experiment';
import { tell, withRepository } from './work';

/** Asks what happened, with the prediction beside it, and writes it down. */
export async function recordResult(
  parts: Parts,
  { found, one }: FoundExperiment,
  asker: Asker = quickInput,
): Promise<void> {
  const answers: Answers = new Map();
  const expected = one.expect.value === null ? 'Nothing was predicted.' : `Expected: ${one.expect.value}.`;
  const dirty = await dirtyWords(parts, { found, one });
  const done = await askAll(asker, 'Record Result', [
    textQuestion(answers, 'happened', {
      prompt: `${expected} What happened, as facts?${dirty}`,
      value: one.happened.value ?? '',
      problem: needed('Write what happened.'),
    }),
    ...one.comparisons.map((comparison) =>
      textQuestion(answers, `value ${comparison.metric.id}`, {
        prompt: `${comparison.metric.title}: ${beside(comparison)} What was measured?`,
        value: comparison.actual.value === null ? '' : String(comparison.actual.value),
        problem: numberOrNothing,
      }),
    ),
    textQuestion(answers, 'learned', {
      prompt: () => `${differences(one.comparisons, answers)}What did you learn? It may stay empty for now.`,
      value: one.learned.value ?? '',
    }),
  ]);
  if (!done) return;
  const [happened, learned, values] = [
    said(answers, 'happened'),
    said(answers, 'learned'),
    valuesSaid(answers),
  ];
  const written = await parts.storyboards.change(kataUri(found.folder, found.kata), (kata) =>
    planExperimentResult(kata, one.record, {
      ...(happened === undefined ? {} : { happened }),
      ...(learned === undefined ? {} : { learned }),
      ...(values === undefined ? {} : { values }),
    }),
  );
  if (written !== false) void offerCommit(parts, { found, one }, null);
}

const OUTCOME_WORDS: Record<Outcome, string> = {
  confirmed: 'it went as predicted',
  refuted: 'it went otherwise: that is learning',
  inconclusive: 'it can not be told',
  abandoned: 'it was given up',
};

/** Asks for what was learned and the outcome, and finishes the experiment today. */
export async function finishExperiment(
  parts: Parts,
  { found, one }: FoundExperiment,
  asker: Asker = quickInput,
): Promise<void> {
  const answers: Answers = new Map();
  const choices = OUTCOMES.map((value) => ({ label: value, description: OUTCOME_WORDS[value], value }));
  const happened = one.happened.value === null ? '' : `Happened: ${one.happened.value}. `;
  const done = await askAll(asker, 'Finish Experiment', [
    textQuestion(answers, 'learned', {
      prompt: `${happened}What did you learn?`,
      value: one.learned.value ?? '',
      problem: needed('Write what you learned: also what surprised you counts.'),
    }),
    choiceQuestion(
      answers,
      'outcome',
      `How did the prediction fare? Expected: ${one.expect.value ?? 'nothing'}`,
      choices,
    ),
  ]);
  const outcome = OUTCOMES.find((value) => value === said(answers, 'outcome'));
  if (!done || outcome === undefined) return;
  const uri = kataUri(found.folder, found.kata);
  const learned = said(answers, 'learned') ?? '';
  const finished = today();
  const written = await parts.storyboards.change(uri, (kata) =>
    planExperimentFinish(kata, one.record, { outcome, finished, learned }),
  );
  if (written !== false) void offerCommit(parts, { found, one }, outcome);
}

/** Commits the record alone, as it was just written, where the person wants that. */
async function offerCommit(
  parts: Parts,
  { found, one }: FoundExperiment,
  outcome: Outcome | null,
): Promise<void> {
  if (!vscode.workspace.isTrusted) return;
  const commit = 'Commit the Record';
  const words = outcome === null ? 'The result is written down.' : `The experiment is finished: ${outcome}.`;
  if ((await vscode.window.showInformationMessage(words, commit)) === commit) {
    await commitRecord(parts, { found, one }, outcome);
  }
}

/** Commits an experiment's record alone, with its result or its outcome in the message. */
export async function commitRecord(
  parts: Parts,
  { found, one }: FoundExperiment,
  outcome: Outcome | null,
): Promise<void> {
  const now = await parts.records.find(kataUri(found.folder, found.kata));
  if (now === undefined) return;
  const plan =
    outcome === null
      ? planResultCommit(now.kata, one.record, {})
      : planFinishCommit(now.kata, one.record, { outcome, finished: one.finished.value ?? today() });
  if (!plan.ok) return tell(plan);
  await withRepository(parts, now, 'Committing the record…', async (repository) => {
    const { commitChange } = await import('../../git/experiments/commit-change');
    const text = (await vscode.workspace.openTextDocument(now.folder.uriOf(plan.path))).getText();
    const path = repositoryPath(repository, now.folder, now.kata.home, plan.path);
    const change = { ...plan.change, files: [] };
    await commitChange(
      repository,
      outcome === null ? 'result' : 'finish',
      { ...plan, path, change },
      () => text,
    );
  });
  await parts.histories.refresh();
}

/** What was before and what was expected: `840 ms before, 600 ms expected.` */
function beside({ metric, before, expected }: ComparisonView): string {
  const words = [
    before === null ? null : `${valueWords(before, metric.unit)} before`,
    expected.value === null ? null : `${valueWords(expected.value, metric.unit)} expected`,
  ].filter((one) => one !== null);
  return words.length === 0 ? '' : `${words.join(', ')}.`;
}

/** How the numbers that were just said differ from what was expected and from before. */
function differences(comparisons: readonly ComparisonView[], answers: Answers): string {
  return comparisons
    .map(({ metric, before, expected }) => {
      const value = numberIn(answers.get(`value ${metric.id}`) ?? '');
      if (value === null) return '';
      const off = expected.value === null ? '' : `, ${difference(value - expected.value)} from expected`;
      return `${metric.title}: ${changeWords(before, value, metric)}${off}. `;
    })
    .join('');
}

function difference(by: number): string {
  const rounded = Number(by.toPrecision(12));
  return rounded > 0 ? `+${numberWords(rounded)}` : numberWords(rounded);
}

/** Says where the code that is measured is in no commit; nothing where git can't say. */
async function dirtyWords({ histories }: Parts, { found }: FoundExperiment): Promise<string> {
  if (!vscode.workspace.isTrusted) return '';
  try {
    const { dirtyNote, otherChanges } = await import('../../git/experiments/other-changes');
    const note = dirtyNote(await (await histories.repository(found)).git.run(otherChanges));
    return note === null ? '' : ` Beware: ${note}.`;
  } catch {
    // The result can be written down without git.
    return '';
  }
}
