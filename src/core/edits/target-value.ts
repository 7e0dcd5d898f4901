import type { LoadedKata } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import type { TargetState } from '../model/kata';
import type { YamlValue } from '../yaml/edit/types';
import { fits, requireMetric } from './field-checks';
import { someText } from './planning';
import { targetsOf } from './targets';

export interface TargetGiven {
  readonly title: string;
  readonly achieveBy?: IsoDate;
  readonly pattern?: string;
  /** Metric id to the number to reach. */
  readonly values?: Readonly<Record<string, number>>;
}

/** A target condition's value, keys in the format's order; refuses what would break the record. */
export function newTarget(
  kata: LoadedKata,
  id: string,
  state: TargetState,
  given: TargetGiven,
): Record<string, YamlValue> {
  const values = given.values ?? {};
  for (const metric of Object.keys(values)) requireMetric(kata, metric);
  const target: Record<string, YamlValue> = {
    id,
    title: someText(given.title, "The target condition's title"),
  };
  if (given.achieveBy !== undefined) target.achieveBy = given.achieveBy;
  target.state = state;
  if (given.pattern !== undefined) target.pattern = given.pattern;
  if (Object.keys(values).length > 0) target.values = { ...values };
  fits(kata.record, ['targets', targetsOf(kata).length], target);
  return target;
}
