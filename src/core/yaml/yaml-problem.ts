import { placeOf } from '../model/layout';
import type { Problem, Range, RelatedPlace } from '../model/problem';

/** A problem of a file's text or its whole: always an error, as no program may write to such a file. */
export function fileProblem(
  path: string,
  code: `file/${string}`,
  range: Range,
  message: string,
  field = '',
  related: readonly RelatedPlace[] = [],
): Problem {
  return {
    code,
    severity: 'error',
    message,
    path,
    range,
    field,
    kata: placeOf(path)?.kata ?? null,
    related,
  };
}
