import * as z from 'zod';
import { prose } from './scalars';

/** `config.yaml`: what a team sets for all katas of this home. */
export const config = z.looseObject({
  branchPrefix: prose.optional(),
  ignore: z.array(prose).optional(),
  check: z.record(z.string(), z.enum(['error', 'warning', 'info', 'off'])).optional(),
});

export type Config = z.infer<typeof config>;
