import { planTargetNext } from '../../core/edits/target-state';
import { addDays } from '../../core/model/dates';
import { buildStoryboard } from '../../core/storyboard/build';
import { valueWords } from '../../core/storyboard/words';
import { type Asker, askAll, quickInput } from '../asking/ask';
import {
  type Answers,
  choiceQuestion,
  dateNeeded,
  needed,
  numberOrNothing,
  said,
  textQuestion,
  valuesSaid,
} from '../asking/questions';
import type { Parts } from '../parts';
import { kataUri } from '../records/kata-folder';
import type { FoundKata } from '../records/records';
import { today } from '../today';

/** How far away a target condition is offered, in days: four weeks. */
const WEEKS_AWAY = 28;

const ENDS = ['reached', 'missed', 'abandoned'] as const;

/** Closes the active target condition with its reflection and sets the next, in one step that can be undone. */
export async function setNextTarget(
  parts: Parts,
  found: FoundKata,
  asker: Asker = quickInput,
): Promise<void> {
  const view = buildStoryboard(found.kata, { today: today() });
  const { target } = view;
  const answers: Answers = new Map();
  const choices = ENDS.map((value) => ({ label: value, value }));
  const offered =
    target?.progress?.reached === true ? choices : [...choices.slice(1), ...choices.slice(0, 1)];
  const done = await askAll(asker, 'Set Next Target', [
    ...(target === null
      ? []
      : [
          choiceQuestion(answers, 'close', `How did it end: ${target.title.value ?? target.id}?`, offered),
          textQuestion(answers, 'reflection', {
            prompt: 'What did you learn on the way to it?',
            value: target.reflection.value ?? '',
          }),
        ]),
    textQuestion(answers, 'title', {
      prompt: 'Grasp the condition again. What is the next single target condition?',
      example: 'p95 is under 300 ms',
      problem: needed('Write the next target condition in a few words.'),
    }),
    textQuestion(answers, 'achieveBy', {
      prompt: 'By when? One week to three months away.',
      value: addDays(today(), WEEKS_AWAY),
      problem: dateNeeded,
    }),
    ...view.metrics.map((metric) => {
      const now = view.latest.find((one) => one.metric.id === metric.id);
      const from = now === undefined ? '' : ` It is ${valueWords(now.value, metric.unit)} now.`;
      return textQuestion(answers, `value ${metric.id}`, {
        prompt: `What shall ${metric.title} be then?${from} It may stay empty.`,
        problem: numberOrNothing,
      });
    }),
  ]);
  if (!done) return;
  const close = ENDS.find((one) => one === said(answers, 'close'));
  const [reflection, values] = [said(answers, 'reflection'), valuesSaid(answers)];
  await parts.storyboards.change(kataUri(found.folder, found.kata), (kata) =>
    planTargetNext(kata, {
      title: said(answers, 'title') ?? '',
      achieveBy: said(answers, 'achieveBy') ?? '',
      ...(close === undefined ? {} : { close }),
      ...(reflection === undefined ? {} : { reflection }),
      ...(values === undefined ? {} : { values }),
    }),
  );
}
