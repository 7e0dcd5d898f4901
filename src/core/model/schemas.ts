import type * as z from 'zod';
import { coachingCycle } from './coaching';
import { config } from './config';
import { experiment } from './experiment';
import { kata } from './kata';
import type { RecordKind } from './layout';
import { measurements } from './measurements';
import { obstacle } from './obstacle';

/** The schema of each kind of record. */
export const SCHEMAS = {
  config,
  kata,
  obstacle,
  experiment,
  coaching: coachingCycle,
  measurements,
} as const satisfies Record<RecordKind, z.ZodType>;

/** What people call each kind of record. */
export const RECORD_WORDS: Readonly<Record<RecordKind, string>> = {
  config: 'config',
  kata: 'kata',
  obstacle: 'obstacle',
  experiment: 'experiment',
  coaching: 'coaching cycle',
  measurements: 'measurements',
};
