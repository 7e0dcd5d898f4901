import { shortHash } from '../experiments/history-words';
import type { PredictionOrder } from '../experiments/prediction';
import type { LoadedKata, LoadedRecord } from '../load/loaded';
import { type Experiment, experimentState } from '../model/experiment';
import type { CheckHistory, Finding, Rule } from './rule';

type ExperimentRecord = LoadedRecord<'experiment'>;

/** The experiments that can be judged: a broken record may hold what seems to be missing. */
function* readable(kata: LoadedKata): Generator<{ record: ExperimentRecord; value: Experiment }> {
  for (const record of kata.experiments) {
    if (record.value !== undefined && !record.readOnly) yield { record, value: record.value };
  }
}

function named({ title, step }: Experiment, { handle }: ExperimentRecord): string {
  return title || step || handle;
}

function isBlank(text: string | undefined): boolean {
  return (text ?? '').trim() === '';
}

export const experimentNoExpectation: Rule = {
  code: 'experiment/no-expectation',
  severity: 'warning',
  asks: 'Did the team say what it expects before it started an experiment?',
  find(kata) {
    const found: Finding[] = [];
    for (const { record, value } of readable(kata)) {
      const predicted = !isBlank(value.expect) || Object.keys(value.expectValues ?? {}).length > 0;
      if (value.started === undefined || predicted) continue;
      const message = `${named(value, record)} was started without a prediction: say what you expect.`;
      found.push({ record, at: ['started'], message });
    }
    return found;
  },
};

export const experimentNoLearning: Rule = {
  code: 'experiment/no-learning',
  severity: 'warning',
  asks: 'Did the team say what it learned from each finished experiment?',
  find(kata) {
    const found: Finding[] = [];
    for (const { record, value } of readable(kata)) {
      const state = experimentState(value);
      if (state === 'planned' || state === 'running' || !isBlank(value.learned)) continue;
      const at = value.finished === undefined ? ['outcome'] : ['finished'];
      found.push({ record, at, message: `${named(value, record)} is finished: say what you learned.` });
    }
    return found;
  },
};

export const experimentOverdueCheck: Rule = {
  code: 'experiment/overdue-check',
  severity: 'warning',
  asks: 'Did somebody go and see by the day that was set?',
  find(kata, today) {
    const found: Finding[] = [];
    for (const { record, value } of readable(kata)) {
      const { checkBy } = value;
      const waits =
        experimentState(value) === 'running' && isBlank(value.happened) && value.values === undefined;
      if (!waits || checkBy === undefined || checkBy >= today) continue;
      const message = `${named(value, record)} was to be checked by ${checkBy}: go and see, and write down what happened.`;
      found.push({ record, at: ['checkBy'], message });
    }
    return found;
  },
};

export const experimentResultFirst: Rule = {
  code: 'experiment/result-first',
  severity: 'warning',
  asks: 'Was each prediction committed before its result?',
  find: (kata, _today, history) =>
    inOrder(kata, history, ['together', 'after'], (name, commit, order) =>
      order === 'together'
        ? `${name}: prediction and result came in the same commit (${commit}). Commit the next prediction before the step.`
        : `${name}: the result came before any prediction (${commit}). Commit the next prediction before the step.`,
    ),
};

export const experimentPredictionChanged: Rule = {
  code: 'experiment/prediction-changed',
  severity: 'warning',
  asks: 'Does each prediction say what it said before the result?',
  find: (kata, _today, history) =>
    inOrder(
      kata,
      history,
      ['changed'],
      (name, commit) =>
        `${name}: the prediction is not the one from before the result (${commit}). Put it back, and write what you think now under \`learned\`.`,
    ),
};

/** Experiments whose prediction and result came in one of the given orders, where history knows it. */
function inOrder(
  kata: LoadedKata,
  history: CheckHistory,
  orders: readonly PredictionOrder[],
  say: (name: string, commit: string, order: PredictionOrder) => string,
): Finding[] {
  const found: Finding[] = [];
  for (const { record, value } of readable(kata)) {
    const prediction =
      record.id === null ? undefined : history?.derived?.experiments.get(record.id)?.prediction;
    if (prediction === undefined || !orders.includes(prediction.order)) continue;
    const commit =
      prediction.result === null ? 'not committed yet' : `commit ${shortHash(prediction.result)}`;
    const at =
      value.expect !== undefined
        ? ['expect']
        : value.expectValues !== undefined
          ? ['expectValues']
          : ['step'];
    found.push({ record, at, message: say(named(value, record), commit, prediction.order) });
  }
  return found;
}
