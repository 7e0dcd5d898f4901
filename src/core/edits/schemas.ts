import type * as z from 'zod';
import type { RecordKind } from '../model/layout';
import { SCHEMAS } from '../model/schemas';
import type { YamlPath } from '../yaml/edit/types';

/** What is wrong, and where in the record. */
export interface Complaint {
  readonly at: YamlPath;
  readonly text: string;
}

/**
 * Why `value`, a whole record with a change made in it, would no longer be a record of its kind because of what
 * stands at or below `path`; null where it still is.
 */
export function complaint(kind: RecordKind, value: unknown, path: YamlPath): Complaint | null {
  const result = SCHEMAS[kind].safeParse(value);
  const issue = result.error?.issues.find((one) => {
    const shared = Math.min(one.path.length, path.length);
    return one.path.slice(0, shared).every((key, at) => key === path[at]);
  });
  if (issue === undefined) return null;
  const at = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  return { at, text: textOf(issue) };
}

function textOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type')
    return `takes a ${issue.expected === 'string' ? 'text' : issue.expected}`;
  if (issue.code === 'invalid_value') return `is one of ${issue.values.map(String).join(', ')}`;
  return issue.message;
}
