import * as z from 'zod';
import { date, id, prose, slug } from './scalars';

/** `coaching/q-….yaml`: one coaching cycle, the five questions and their answers. */
export const coachingCycle = z.looseObject({
  date: date.optional(),
  learner: prose.optional(),
  coach: prose.optional(),
  target: slug.optional(),
  actual: prose.optional(),
  reflection: z.looseObject({ experiment: id('x').optional(), learned: prose.optional() }).optional(),
  obstacles: z.array(id('o')).optional(),
  addressing: id('o').optional(),
  nextStep: prose.optional(),
  expect: prose.optional(),
  goAndSee: date.optional(),
  notes: prose.optional(),
});

export type CoachingCycle = z.infer<typeof coachingCycle>;
