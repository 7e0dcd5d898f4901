import * as z from 'zod';
import { date, prose, required, slug, values, version } from './scalars';

export const metric = z.looseObject({
  id: slug.meta({ description: 'Names the metric where values are given, such as p95' }),
  title: prose.optional().meta({ description: 'What is measured, in words' }),
  unit: prose.optional().meta({ description: 'The unit of every value, such as ms' }),
  better: z.enum(['lower', 'higher']).optional().meta({ description: 'Which way is better' }),
  kind: z
    .enum(['outcome', 'process'])
    .optional()
    .meta({ description: 'An outcome that the customer sees, or the process that brings it about' }),
  command: prose
    .optional()
    .meta({ description: 'A command that prints the value; run by `kata measure`, never by itself' }),
});

/** One grasp of reality: facts only, dated, never rewritten by a later one. */
export const currentCondition = z.looseObject({
  date: date.optional().meta({ description: 'The day of this grasp of the current condition' }),
  process: prose.optional().meta({ description: 'How the focus process runs now' }),
  knowledge: prose
    .optional()
    .meta({ description: 'What the team knows, and where its threshold of knowledge is' }),
  facts: z.array(prose).optional().meta({ description: 'Facts and figures only, one each' }),
  values: values.optional().meta({ description: 'Metric id to number, as measured on this day' }),
});

export const TARGET_STATES = ['planned', 'active', 'reached', 'missed', 'abandoned'] as const;

export const targetCondition = z.looseObject({
  id: slug.meta({ description: 'Names the target condition in other records, such as under-500' }),
  title: prose.optional().meta({ description: 'The next target condition, in a sentence' }),
  achieveBy: date
    .optional()
    .meta({ description: 'The date to achieve it by, one week to three months ahead' }),
  state: z.enum(TARGET_STATES).optional().meta({ description: 'At most one target condition is active' }),
  pattern: prose.optional().meta({ description: 'How the process is meant to run then' }),
  values: values.optional().meta({ description: 'Metric id to number that says when the target is reached' }),
  reflection: prose.optional().meta({ description: 'What the team learned, once the target is closed' }),
});

/** `kata.yaml`: direction, current condition, target conditions, metrics. */
export const kata = z.looseObject({
  kata: version.meta({ description: 'The version of the format: 1' }),
  title: required.meta({ description: 'The kata in a few words' }),
  northStar: prose.optional().meta({ description: 'The direction, never quite reached' }),
  challenge: required.meta({
    description: 'What the team wants to be able to do, some six months to three years ahead',
  }),
  focusProcess: prose.optional().meta({ description: 'The process that the team works on' }),
  team: z
    .looseObject({ learner: prose.optional(), coach: prose.optional(), members: z.array(prose).optional() })
    .optional()
    .meta({ description: 'Who learns, who coaches, who else works on it' }),
  metrics: z
    .array(metric)
    .optional()
    .meta({ description: 'What is measured: outcomes, and the process behind them' }),
  currentCondition: z
    .array(currentCondition)
    .optional()
    .meta({ description: 'Each grasp of reality, newest last' }),
  targets: z
    .array(targetCondition)
    .optional()
    .meta({ description: 'Target conditions, the closed ones too; at most one is active' }),
});

export type Kata = z.infer<typeof kata>;
export type Metric = z.infer<typeof metric>;
export type CurrentCondition = z.infer<typeof currentCondition>;
export type TargetCondition = z.infer<typeof targetCondition>;
export type TargetState = (typeof TARGET_STATES)[number];
