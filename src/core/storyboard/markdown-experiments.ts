import { markdown as plain } from '../text/markdown';
import {
  actualLine,
  actualWords,
  expectedWords,
  experimentName,
  historyLines,
  waitingWords,
} from './experiment-words';
import type { ExperimentView, StoryboardView } from './view';
import { experimentStateWords } from './words';

/** How often predictions held, and what is not known of the history; empty where neither is to be said. */
export function historyNote({ history }: StoryboardView): string {
  return [history?.accuracy?.words, history?.why]
    .map((text) => plain(text ?? ''))
    .filter((text) => text !== '')
    .join(' ');
}

/** The experimenting record as a table, a row an experiment. */
export function experimentTable(view: StoryboardView): string {
  if (view.experiments.length === 0) return 'What is your next step, and what do you expect?';
  return [
    '| experiment | expected | happened | learned |',
    '| --- | --- | --- | --- |',
    ...view.experiments.map((experiment) => row(experiment, view)),
  ].join('\n');
}

function row(experiment: ExperimentView, view: StoryboardView): string {
  const cells = [
    [
      `**${plain(experimentName(experiment))}** · ${experimentStateWords(experiment.state)}`,
      ...historyLines(experiment, view.history?.active ?? null).map(plain),
    ].join('<br>'),
    joined([experiment.expect.value, ...expectedWords(experiment)]),
    joined([
      experiment.happened.value,
      ...actualWords(experiment).map(actualLine),
      waitingWords(experiment, view.today),
    ]),
    joined([experiment.learned.value]),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Texts and numbers of one cell, a line each: `<br>` is the one break that a table's cell knows. */
function joined(parts: readonly (string | null)[]): string {
  return parts
    .map((part) => plain(part ?? ''))
    .filter((part) => part !== '')
    .join('<br>');
}
