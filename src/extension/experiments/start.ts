import * as vscode from 'vscode';
import type { CommittedKata } from '../../core/experiments/plan-clone';
import { planStart, type StartOptions } from '../../core/experiments/plan-start';
import { addDays } from '../../core/model/dates';
import { buildStoryboard } from '../../core/storyboard/build';
import { valueWords } from '../../core/storyboard/words';
import { type Asker, askAll, type Choice, type Question, quickInput } from '../asking/ask';
import {
  type Answers,
  choiceQuestion,
  dateOrNothing,
  needed,
  numberOrNothing,
  said,
  textQuestion,
  valuesSaid,
} from '../asking/questions';
import { repositoryPath } from '../git/place';
import type { Parts } from '../parts';
import { kataUri } from '../records/kata-folder';
import type { FoundKata } from '../records/records';
import { random, today } from '../today';
import { homeIn } from './carry';
import { tell, withRepository } from './work';

/** How far away the first look is offered, in days: soon enough to learn quickly. */
export const CHECK_IN = 3;

/** Asks for the next step and what it is expected to do, then makes branch, record and its commit: all or nothing. */
export async function startExperiment(
  parts: Parts,
  found: FoundKata,
  asker: Asker = quickInput,
): Promise<void> {
  const known = await withRepository(parts, found, 'Looking at the repository…', async (repository) => {
    const { usedIds } = await import('../../git/experiments/used-ids');
    const taken = await usedIds(repository, [homeIn(repository, found)]);
    return { taken, committed: await committedOf(repository, found) };
  });
  if (known === undefined) return;
  const answers: Answers = new Map();
  const numbers = replayed();
  const planned = () =>
    planStart(found.kata, givenIn(answers), {
      ...known,
      today: today(),
      random: numbers(),
      ownBranch: true,
    });
  const branch = () => {
    const plan = planned();
    return plan.ok ? `By when will you go and see? This makes the branch ${plan.branch}.` : plan.message;
  };
  if (!(await askAll(asker, 'Start Experiment', questions(found, answers, branch)))) return;
  const plan = planned();
  if (!plan.ok) return tell(plan);
  const started = await withRepository(parts, found, 'Starting the experiment…', async (repository) => {
    const { startExperiment: start } = await import('../../git/experiments/start');
    return start(repository, {
      ...plan,
      path: repositoryPath(repository, found.folder, found.kata.home, plan.path),
    });
  });
  await parts.histories.refresh();
  if (started === undefined) return;
  found.folder.files.came(plan.path);
  await parts.records.readFresh(found.folder, found.kata.folder);
  await parts.histories.refresh();
  await parts.storyboards.open(kataUri(found.folder, found.kata), plan.id);
  void offerUndo(parts, found, started, plan.notes);
}

async function offerUndo(
  parts: Parts,
  found: FoundKata,
  started: import('../../git/experiments/start').Started,
  notes: readonly string[],
): Promise<void> {
  const undo = 'Undo';
  const chosen = await vscode.window.showInformationMessage(startedWords(started.branch, notes), undo);
  if (chosen !== undo) return;
  await withRepository(parts, found, 'Undoing the start…', async (repository) => {
    const { undoStart } = await import('../../git/experiments/undo-start');
    await undoStart(repository, started);
  });
  await parts.records.readAll();
  await parts.histories.refresh();
}

/** What a person is told after a start. @param notes a sentence each */
export function startedWords(branch: string, notes: readonly string[]): string {
  return [`You are on ${branch}, with the prediction as its first commit.`, ...notes].join(' ');
}

/** What a clone will have of the kata. */
export async function committedOf(
  repository: import('../../git/repository').Repository,
  found: FoundKata,
): Promise<CommittedKata> {
  const { committedKata } = await import('../../git/experiments/committed');
  const { folder, kata } = found;
  return committedKata(repository, repositoryPath(repository, folder, kata.home, kata.folder));
}

function questions(found: FoundKata, answers: Answers, branch: () => string): Question[] {
  const view = buildStoryboard(found.kata, { today: today() });
  const open = view.obstacles.filter(({ id, state }) => id !== null && state !== 'removed');
  const choices: Choice<string>[] = open.map(({ id, title, state }) => ({
    label: title.value ?? id ?? '',
    ...(state === 'addressing' ? { description: 'addressing now' } : {}),
    value: id ?? '',
  }));
  // A step may be taken before anybody knows what is in the way.
  choices.push({ label: 'No obstacle yet', description: 'to find out what is in the way', value: '' });
  const metrics = (view.target?.values ?? []).filter(({ field }) => field.value !== null);
  return [
    ...(open.length === 0
      ? []
      : [choiceQuestion(answers, 'obstacle', 'Which obstacle are you addressing?', choices)]),
    textQuestion(answers, 'step', {
      prompt: 'What is your next step?',
      example: 'Keep a per-basket map of tax rates, filled by one call',
      problem: needed('Write in a few words what you will try.'),
    }),
    textQuestion(answers, 'expect', {
      prompt: 'What do you expect? A prediction made now can be learned from.',
      example: 'p95 falls from 840 to about 600 ms',
      problem: needed('Write what you expect to happen.'),
    }),
    ...metrics.map(({ metric }) => {
      const now = view.latest.find((one) => one.metric.id === metric.id);
      const from = now === undefined ? '' : ` It is ${valueWords(now.value, metric.unit)} now.`;
      return textQuestion(answers, `value ${metric.id}`, {
        prompt: `What number do you expect for ${metric.title}?${from} Leave it empty where you don't know.`,
        problem: numberOrNothing,
      });
    }),
    textQuestion(answers, 'checkBy', {
      prompt: branch,
      value: addDays(today(), CHECK_IN),
      problem: dateOrNothing,
    }),
  ];
}

function givenIn(answers: Answers) {
  const [expect, checkBy] = ['expect', 'checkBy'].map((name) => said(answers, name));
  const expectValues = valuesSaid(answers);
  return {
    step: said(answers, 'step') ?? '',
    ...(answers.has('obstacle') ? { obstacle: said(answers, 'obstacle') ?? null } : {}),
    ...(expect === undefined ? {} : { expect }),
    ...(checkBy === undefined ? {} : { checkBy }),
    ...(expectValues === undefined ? {} : { expectValues }),
  };
}

/** The same numbers each time it is asked for: a plan is made to show its branch, and again to do it. */
function replayed(): () => StartOptions['random'] {
  const drawn: number[] = [];
  return () => {
    let at = 0;
    return () => {
      const number = drawn[at] ?? random();
      drawn[at++] = number;
      return number;
    };
  };
}
