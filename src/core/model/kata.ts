import * as z from 'zod';
import { date, prose, required, slug, values, version } from './scalars';

export const metric = z.looseObject({
  id: slug,
  title: prose.optional(),
  unit: prose.optional(),
  better: z.enum(['lower', 'higher']).optional(),
  kind: z.enum(['outcome', 'process']).optional(),
  command: prose.optional(),
});

/** One grasp of reality: facts only, dated, never rewritten by a later one. */
export const currentCondition = z.looseObject({
  date: date.optional(),
  process: prose.optional(),
  knowledge: prose.optional(),
  facts: z.array(prose).optional(),
  values: values.optional(),
});

export const TARGET_STATES = ['planned', 'active', 'reached', 'missed', 'abandoned'] as const;

export const targetCondition = z.looseObject({
  id: slug,
  title: prose.optional(),
  achieveBy: date.optional(),
  state: z.enum(TARGET_STATES).optional(),
  pattern: prose.optional(),
  values: values.optional(),
  reflection: prose.optional(),
});

/** `kata.yaml`: direction, current condition, target conditions, metrics. */
export const kata = z.looseObject({
  kata: version,
  title: required,
  northStar: prose.optional(),
  challenge: required,
  focusProcess: prose.optional(),
  team: z
    .looseObject({ learner: prose.optional(), coach: prose.optional(), members: z.array(prose).optional() })
    .optional(),
  metrics: z.array(metric).optional(),
  currentCondition: z.array(currentCondition).optional(),
  targets: z.array(targetCondition).optional(),
});

export type Kata = z.infer<typeof kata>;
export type Metric = z.infer<typeof metric>;
export type CurrentCondition = z.infer<typeof currentCondition>;
export type TargetCondition = z.infer<typeof targetCondition>;
export type TargetState = (typeof TARGET_STATES)[number];
