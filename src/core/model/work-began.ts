import type { IsoDate } from './dates';
import type { Experiment } from './experiment';
import type { TargetCondition } from './kata';

/**
 * When work on a target condition began, as far as records know it: no file says it. It began when the target's first
 * experiment started; without one, when the last target that is closed was due; without that, nobody knows.
 * @param targets the kata's, with this one among them. @param experiments the kata's
 */
export function workBegan(
  target: TargetCondition,
  targets: readonly TargetCondition[],
  experiments: readonly Experiment[],
): IsoDate | undefined {
  const started = experiments
    .filter((experiment) => experiment.target === target.id)
    .flatMap((experiment) => experiment.started ?? [])
    .sort();
  if (started[0] !== undefined) return started[0];
  const due = targets
    .filter((other) => other.id !== target.id && isClosed(other))
    .flatMap((other) => other.achieveBy ?? [])
    .sort();
  return due.at(-1);
}

function isClosed({ state }: TargetCondition): boolean {
  return state === 'reached' || state === 'missed' || state === 'abandoned';
}
