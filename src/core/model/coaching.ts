import * as z from 'zod';
import { date, id, prose, slug } from './scalars';

/** `coaching/q-….yaml`: one coaching cycle, the five questions and their answers. */
export const coachingCycle = z.looseObject({
  date: date.optional().meta({ description: 'The day of the coaching cycle' }),
  learner: prose.optional().meta({ description: 'Who was coached' }),
  coach: prose.optional().meta({ description: 'Who coached' }),
  target: slug.optional().meta({ description: 'What is the target condition?' }),
  actual: prose.optional().meta({ description: 'What is the actual condition now?' }),
  reflection: z
    .looseObject({ experiment: id('x').optional(), learned: prose.optional() })
    .optional()
    .meta({
      description: 'What did you plan, expect, see and learn in the last step? Absent in the first cycle',
    }),
  obstacles: z
    .array(id('o'))
    .optional()
    .meta({ description: 'What obstacles are keeping you from reaching it?' }),
  addressing: id('o').optional().meta({ description: 'Which one are you addressing now?' }),
  nextStep: prose.optional().meta({ description: 'What is your next step?' }),
  expect: prose.optional().meta({ description: 'What do you expect?' }),
  goAndSee: date.optional().meta({ description: 'How quickly can we go and see what we have learned?' }),
  notes: prose.optional().meta({ description: 'Anything else' }),
});

export type CoachingCycle = z.infer<typeof coachingCycle>;
