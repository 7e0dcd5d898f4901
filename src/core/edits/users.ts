import type { LoadedKata } from '../load/loaded';
import { ownValue } from '../storyboard/fields';

/** Handles of the experiments and coaching cycles that name the obstacle. */
export function obstacleUsers(kata: LoadedKata, id: string): string[] {
  const experiments = kata.experiments.filter((one) => one.value?.obstacle === id);
  const cycles = kata.coaching.filter(
    ({ value }) => value?.addressing === id || value?.obstacles?.includes(id) === true,
  );
  return [...experiments, ...cycles].map((one) => one.handle);
}

/** Handles of the records that name the target condition. */
export function targetUsers(kata: LoadedKata, id: string): string[] {
  return [...kata.obstacles, ...kata.experiments, ...kata.coaching]
    .filter((one) => one.value?.target === id)
    .map((one) => one.handle);
}

/** Handles of the records that hold a number of the metric. */
export function metricUsers(kata: LoadedKata, id: string): string[] {
  const { value } = kata.record;
  const own = [...(value?.targets ?? []), ...(value?.currentCondition ?? [])];
  const holds = (map: Readonly<Record<string, number>> | undefined) => ownValue(map, id) !== undefined;
  return [
    ...(own.some((one) => holds(one.values)) ? [kata.record.handle] : []),
    ...kata.experiments
      .filter((one) => holds(one.value?.values) || holds(one.value?.expectValues))
      .map((one) => one.handle),
    ...kata.measurements.filter((one) => one.metric === id).map((one) => one.handle),
  ];
}
