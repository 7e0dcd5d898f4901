import * as z from 'zod';
import { date, id, prose, reference, required, slug, values } from './scalars';

export const OUTCOMES = ['confirmed', 'refuted', 'inconclusive', 'abandoned'] as const;

/** A corner that was cut on purpose. Whether it is still in the code is read from the code, never from here. */
export const corner = z.looseObject({
  id: id('c').meta({ description: 'The id that the marker in the code names, such as c-8k2fd' }),
  what: prose.optional().meta({ description: 'What was left out or done the quick way' }),
  why: prose.optional().meta({ description: 'Why it was cut' }),
  plan: prose.optional().meta({ description: 'How it will be cleaned up' }),
  until: date.optional().meta({ description: 'When it will be cleaned up' }),
  owner: prose.optional().meta({ description: 'Who cleans it up' }),
  path: prose.optional().meta({ description: 'The file, only where it can hold no comment' }),
  kept: prose.optional().meta({ description: 'Why the team decided to live with it' }),
});

/** `experiments/x-….yaml`: predict, try, compare, learn; with the corners that it cut. */
export const experiment = z.looseObject({
  title: prose.optional().meta({ description: 'The experiment in a few words' }),
  target: slug.optional().meta({ description: 'The target condition that it works towards' }),
  obstacle: id('o').optional().meta({ description: 'The obstacle that it addresses' }),
  step: required.meta({ description: 'The next step: what the team does' }),
  expect: prose
    .optional()
    .meta({ description: 'The prediction: what the team expects to happen, written before the step' }),
  expectValues: values.optional().meta({ description: 'Metric id to the number that is expected' }),
  checkBy: date.optional().meta({ description: 'How quickly the team can go and see' }),
  learner: prose.optional().meta({ description: 'Who runs it' }),
  started: date.optional().meta({ description: 'The day it began' }),
  branch: reference.optional().meta({ description: 'A branch that was tied to it by hand' }),
  since: reference.optional().meta({ description: 'Where the work tied by hand begins' }),
  happened: prose.optional().meta({ description: 'What happened, facts only' }),
  values: values.optional().meta({ description: 'Metric id to the number that was measured' }),
  learned: prose
    .optional()
    .meta({ description: 'What the team learned, by comparing what it expected with what happened' }),
  finished: date.optional().meta({ description: 'The day it ended' }),
  outcome: z.enum(OUTCOMES).optional().meta({ description: 'How the prediction came out' }),
  corners: z.array(corner).optional().meta({ description: 'Corners that were cut on purpose to learn fast' }),
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
