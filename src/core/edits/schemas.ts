import type * as z from 'zod';
import { coachingCycle } from '../model/coaching';
import { config } from '../model/config';
import { experiment } from '../model/experiment';
import { kata } from '../model/kata';
import type { RecordKind } from '../model/layout';
import { measurements } from '../model/measurements';
import { obstacle } from '../model/obstacle';
import type { YamlPath } from '../yaml/edit/types';

const SCHEMAS: Record<RecordKind, z.ZodType> = {
  coaching: coachingCycle,
  config,
  experiment,
  kata,
  measurements,
  obstacle,
};

/**
 * Why `value`, a whole record with a change made in it, would no longer be a record of its kind because of what
 * stands at or below `path`; null where it still is.
 */
export function complaint(kind: RecordKind, value: unknown, path: YamlPath): string | null {
  const result = SCHEMAS[kind].safeParse(value);
  const issue = result.error?.issues.find((one) => {
    const shared = Math.min(one.path.length, path.length);
    return one.path.slice(0, shared).every((key, at) => key === path[at]);
  });
  if (issue === undefined) return null;
  if (issue.code === 'invalid_type')
    return `takes a ${issue.expected === 'string' ? 'text' : issue.expected}`;
  if (issue.code === 'invalid_value') return `is one of ${issue.values.map(String).join(', ')}`;
  return issue.message;
}
