import * as z from 'zod';
import { instant, number, prose } from './scalars';

export const point = z.looseObject({ at: instant, value: number, note: prose.optional() });

/** `measurements/METRIC/….yaml`: points in any order; the same line twice counts once. */
export const measurements = z.array(point);

export type Point = z.infer<typeof point>;
export type Measurements = z.infer<typeof measurements>;
