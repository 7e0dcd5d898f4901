import * as z from 'zod';
import { prose } from './scalars';

/** `config.yaml`: what a team sets for all katas of this home. */
export const config = z.looseObject({
  branchPrefix: prose.optional().meta({ description: 'What the names of experiment branches begin with' }),
  ignore: z.array(prose).optional().meta({ description: 'Paths where no corner is looked for' }),
  check: z
    .record(z.string(), z.enum(['error', 'warning', 'info', 'off']))
    .optional()
    .meta({ description: 'What each rule of `kata check` weighs, by its code' }),
});

export type Config = z.infer<typeof config>;
