import type { RecordPlace } from '../model/layout';
import type { Problem } from '../model/problem';
import { FILE_START } from '../yaml/lines';

const PREFIXES = { obstacle: 'o', experiment: 'x', coaching: 'q' } as const;

/** What is wrong with the id in a record's file name; null where nothing is, or where a record has none. */
export function nameProblem(place: RecordPlace, path: string): Problem | null {
  const { kind } = place;
  if (place.id !== null || !(kind in PREFIXES)) return null;
  const prefix = PREFIXES[kind as keyof typeof PREFIXES];
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isNumber = new RegExp(`^${prefix}-\\d{5}(?:[-.]|$)`).test(name);
  const message = isNumber
    ? `The id in the name ${name} has no letter: an id needs one, so that nobody reads a number.`
    : `The name ${name} does not begin with an id: rename the file to one such as ${prefix}-7f3kq-in-short.yaml.`;
  return {
    code: isNumber ? 'id/number' : 'schema/id',
    severity: 'error',
    message,
    path,
    range: FILE_START,
    field: '',
    kata: place.kata,
    related: [],
  };
}
