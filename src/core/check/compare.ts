import type { KataHome, LoadedRecord } from '../load/loaded';
import { isKataPath } from '../model/kata-path';
import type { Problem } from '../model/problem';
import { recordsOf } from './places';

/** One state's problems, and the katas that they were found in. */
export interface ProblemSide {
  readonly homes: readonly KataHome[];
  readonly problems: readonly Problem[];
}

/** What a change did to problems. */
export interface ComparedProblems {
  /** At head, and not at base. */
  readonly brought: readonly Problem[];
  /** At base, and no longer at head. */
  readonly mended: readonly Problem[];
}

/**
 * What a change did to problems: matched by code, record and field, never by line, path or an item's number in a list,
 * so that nobody is told of what was there before. Of several alike as many are new as there are more of, and those
 * stay matched that look most alike.
 *
 * Both sides have to be judged by the same day, else time itself would bring problems; and base without the weights
 * of its `config.yaml` (`asFound`), else a rule that is switched on would bring all that it finds.
 * @param moved the folder at head of a kata whose folder was renamed, by its folder at base
 */
export function compareProblems(
  base: ProblemSide,
  head: ProblemSide,
  moved: ReadonlyMap<string, string> = new Map(),
): ComparedProblems {
  const before = grouped(base, moved);
  const after = grouped(head, new Map());
  const keys = new Set([...before.keys(), ...after.keys()]);
  const brought = new Set<Problem>();
  const mended = new Set<Problem>();
  for (const key of keys) {
    const left = unmatched(before.get(key) ?? [], after.get(key) ?? []);
    for (const problem of left.before) mended.add(problem);
    for (const problem of left.after) brought.add(problem);
  }
  return {
    brought: head.problems.filter((problem) => brought.has(problem)),
    mended: base.problems.filter((problem) => mended.has(problem)),
  };
}

/** What tells two problems of the same code, record and field apart, the strongest first. */
const LIKENESS: readonly ((problem: Problem) => string)[] = [
  ({ path, message, field }) => JSON.stringify([path, message, field]),
  ({ path, message }) => JSON.stringify([path, message]),
  ({ path }) => path,
  () => '',
];

/** What is left of both when as many pairs as there can be are taken out, those that are most alike first. */
function unmatched(before: readonly Problem[], after: readonly Problem[]) {
  let left = { before, after };
  for (const like of LIKENESS) {
    const alike = new Map<string, Problem[]>();
    for (const problem of left.before) push(alike, like(problem), problem);
    const next = left.after.filter((problem) => alike.get(like(problem))?.shift() === undefined);
    const rest = new Set([...alike.values()].flat());
    left = { before: left.before.filter((problem) => rest.has(problem)), after: next };
  }
  return left;
}

function push(groups: Map<string, Problem[]>, key: string, problem: Problem): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [problem]);
  else group.push(problem);
}

function grouped({ homes, problems }: ProblemSide, moved: ReadonlyMap<string, string>) {
  const records = new Map<string, { readonly record: LoadedRecord; readonly key: string }>();
  for (const home of homes) {
    for (const kata of home.katas) {
      for (const record of recordsOf(kata)) {
        const folder = moved.get(kata.folder) ?? kata.folder;
        const path = `${folder}${record.path.slice(kata.folder.length)}`;
        // An id is one record's in all katas of a home, wherever its file stands.
        const key = record.id === null ? path : JSON.stringify([home.folder, record.id]);
        records.set(record.path, { record, key });
      }
    }
  }
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const found = records.get(problem.path);
    const field =
      found === undefined ? problem.field : namedField(found.record.value, problem.field.split('.'));
    // What is said of code is said of no record, so a renamed file brings nothing.
    const record = found?.key ?? (isKataPath(problem.path) ? problem.path : null);
    const key = JSON.stringify([problem.code, record, field]);
    push(groups, key, problem);
  }
  return groups;
}

/** A place in a record without numbers of items: each is named by what it is called, or by nothing at all. */
function namedField(value: unknown, steps: readonly string[]): readonly string[] {
  let at = value;
  return steps.map((step) => {
    const list = Array.isArray(at);
    at = typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? Reflect.get(at, step) : undefined;
    return list ? (nameOf(at) ?? '*') : step;
  });
}

/** The keys by which people tell an item of a list from the others. */
const NAMES = ['id', 'date', 'at'] as const;

function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  for (const key of NAMES) {
    const name: unknown = Object.hasOwn(item, key) ? Reflect.get(item, key) : undefined;
    if (typeof name === 'string' && name !== '') return `=${name}`;
  }
  return null;
}
