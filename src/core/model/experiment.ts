import * as z from 'zod';
import { date, id, prose, reference, required, slug, values } from './scalars';

export const OUTCOMES = ['confirmed', 'refuted', 'inconclusive', 'abandoned'] as const;

/** A corner that was cut on purpose. Whether it is still in the code is read from the code, never from here. */
export const corner = z.looseObject({
  id: id('c'),
  what: prose.optional(),
  why: prose.optional(),
  plan: prose.optional(),
  until: date.optional(),
  owner: prose.optional(),
  path: prose.optional(),
  kept: prose.optional(),
});

/** `experiments/x-….yaml`: predict, try, compare, learn; with the corners that it cut. */
export const experiment = z.looseObject({
  title: prose.optional(),
  target: slug.optional(),
  obstacle: id('o').optional(),
  step: required,
  expect: prose.optional(),
  expectValues: values.optional(),
  checkBy: date.optional(),
  learner: prose.optional(),
  started: date.optional(),
  branch: reference.optional(),
  since: reference.optional(),
  happened: prose.optional(),
  values: values.optional(),
  learned: prose.optional(),
  finished: date.optional(),
  outcome: z.enum(OUTCOMES).optional(),
  corners: z.array(corner).optional(),
});

export type Experiment = z.infer<typeof experiment>;
export type Corner = z.infer<typeof corner>;
export type Outcome = (typeof OUTCOMES)[number];

export type ExperimentState = 'planned' | 'running' | Outcome | 'finished';

/** Derived, never stored: planned until it has `started`, running until it has `finished`, then its outcome (`finished` where none is given). */
export function experimentState(value: Experiment): ExperimentState {
  if (value.finished !== undefined || value.outcome !== undefined) return value.outcome ?? 'finished';
  return value.started === undefined ? 'planned' : 'running';
}
