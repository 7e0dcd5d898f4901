import { stringify } from 'yaml';
import type { KataHome, LoadedKata } from '../load/loaded';
import { type IdPrefix, isId, newId, slugOf } from '../model/ids';
import type { RecordKind } from '../model/layout';
import type { Random } from '../ports';
import { recordsOf } from '../storyboard/problems';
import type { FileChange } from './change';
import { fieldName } from './field-checks';
import { keyOrderOf } from './key-order';
import { refuse } from './planning';
import { complaint } from './schemas';

const PLACES = {
  obstacle: ['obstacles', 'o'],
  experiment: ['experiments', 'x'],
} as const;

/**
 * A new record in a file of its own, with an id that nothing in the home has.
 * @param value what it says; a key that is undefined or empty text is left out.
 * @param name what the rest of the file's name is made from.
 */
export function newRecord(
  kata: LoadedKata,
  kind: keyof typeof PLACES,
  value: Readonly<Record<string, unknown>>,
  name: string,
  random: Random,
  taken: Iterable<string> = [],
): { id: string; file: FileChange } {
  const [folder, prefix] = PLACES[kind];
  const id = newId(
    prefix satisfies IdPrefix,
    new Set([...takenIds(kata.home), ...idsIn(kata), ...taken]),
    random,
  );
  const slug = slugOf(name);
  const path = `${kata.folder}/${folder}/${id}${slug === '' ? '' : `-${slug}`}.yaml`;
  return { id, file: { kind: 'create', path, text: recordText(kind, value) } };
}

/** The text of a new record: the format's key order, a line a text, however long. Refuses what would be no record. */
export function recordText(kind: RecordKind, value: Readonly<Record<string, unknown>>): string {
  const order = keyOrderOf(kind)([]);
  const entries = order.map((key) => [key, value[key]] as const).filter(([, one]) => saysSomething(one));
  const ordered = Object.fromEntries(entries);
  for (const [key] of entries) {
    const problem = complaint(kind, ordered, [key]);
    if (problem !== null) {
      refuse(
        'edit/invalid',
        `${fieldName(problem.at)} ${problem.text}, so nothing was written.`,
        'Mend the value.',
      );
    }
  }
  return stringify(ordered, { lineWidth: 0, aliasDuplicateObjects: false });
}

function saysSomething(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** Every id in the home: of files, and of corners. */
export function takenIds(home: KataHome): Set<string> {
  return new Set(home.katas.flatMap((kata) => idsIn(kata)));
}

function idsIn(kata: LoadedKata): string[] {
  const files = recordsOf(kata).flatMap((record) => record.id ?? []);
  const strays = [...recordsOf(kata), ...kata.problems].flatMap(({ path }) => idInName(path) ?? []);
  const corners = kata.experiments.flatMap(({ value }) => (value?.corners ?? []).map((corner) => corner.id));
  return [...files, ...strays, ...corners];
}

function idInName(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const id = name
    .replace(/\.yaml$/, '')
    .split('-')
    .slice(0, 2)
    .join('-');
  return isId(id) ? id : null;
}
