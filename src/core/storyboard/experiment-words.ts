import type { IsoDate } from '../model/dates';
import type { ComparisonView, ExperimentView } from './view';
import { changeWords, checkByWords, countWords, verdictWords } from './words';

/** What an experiment is called: its title, else its step. */
export function experimentName(experiment: ExperimentView): string {
  return experiment.title.value || experiment.step.value || experiment.record;
}

/** Numbers need their metric's name where there are several, or where no unit says what is counted. */
function named(experiment: ExperimentView, comparison: ComparisonView, words: string): string {
  const shown = experiment.comparisons.filter(
    (one) => one.expected.value !== null || one.actual.value !== null,
  );
  return shown.length > 1 || comparison.metric.unit === '' ? `${comparison.metric.title}: ${words}` : words;
}

/** The predicted numbers: `840 → 600 ms`. */
export function expectedWords(experiment: ExperimentView): string[] {
  return experiment.comparisons.flatMap((one) =>
    one.expected.value === null
      ? []
      : [named(experiment, one, changeWords(one.before, one.expected.value, one.metric))],
  );
}

/** The measured numbers: `840 → 640 ms`, with how they stand to the prediction: `40 short`. */
export function actualWords(
  experiment: ExperimentView,
): { text: string; verdict: ComparisonView['verdict'] }[] {
  return experiment.comparisons.flatMap((one) =>
    one.actual.value === null
      ? []
      : [
          {
            text: named(experiment, one, changeWords(one.before, one.actual.value, one.metric)),
            verdict: one.verdict,
          },
        ],
  );
}

/** `840 → 640 ms, 40 short`. */
export function actualLine(one: { text: string; verdict: ComparisonView['verdict'] }): string {
  return one.verdict === null ? one.text : `${one.text}, ${verdictWords(one.verdict)}`;
}

/** When somebody goes to see, while there is no result yet; null otherwise. */
export function waitingWords(experiment: ExperimentView, today: IsoDate): string | null {
  const waits = experiment.state === 'running' && (experiment.happened.value ?? '') === '';
  return waits && experiment.checkBy.value !== null ? checkByWords(experiment.checkBy.value, today) : null;
}

/** What became of its corners: `to clean up: 2 open, 1 cleaned up`; null where it cut none, or the code was not looked at. */
export function cleanUpWords({ cleanUp }: ExperimentView): string | null {
  if (cleanUp === null) return null;
  const corners = `corners: ${cleanUp.words}`;
  return cleanUp.phaseWords === null ? corners : `${cleanUp.phaseWords} · ${corners}`;
}

/** What git's history says of an experiment, a line each: prediction order and commits, where it lives, what differs elsewhere. */
export function historyLines(experiment: ExperimentView, active: string | null): string[] {
  const { history } = experiment;
  const cleanUp = cleanUpWords(experiment);
  if (history === null) return cleanUp === null ? [] : [cleanUp];
  const { commits, branches, onlyOn, differing } = history;
  return [
    [
      active !== null && experiment.id === active ? 'on its branch now' : null,
      predictionWords(experiment),
      commits.length === 0 ? null : countWords(commits.length, 'commit'),
      onlyOn === null ? livesOn(branches) : onlyOn.words,
    ]
      .filter((part) => part !== null)
      .join(' · '),
    ...differing.map(({ branch, fields }) => `${branch} says something else: ${fields.join(', ')}`),
    cleanUp ?? '',
  ].filter((line) => line !== '');
}

/**
 * Whether the prediction came first; null where no result is shown or nothing is known. A branch may have a result that
 * is not here yet: of what is not shown, nothing is said.
 */
export function predictionWords(experiment: ExperimentView): string | null {
  return experiment.history !== null && hasResult(experiment) ? experiment.history.order.words : null;
}

function hasResult({ happened, outcome, comparisons }: ExperimentView): boolean {
  return [happened, outcome, ...comparisons.map(({ actual }) => actual)].some(({ value }) => value !== null);
}

/** Its branches, the first few by name. */
function livesOn(branches: readonly string[]): string | null {
  if (branches.length === 0) return null;
  const more = branches.length - 2;
  return `on ${branches.slice(0, 2).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
