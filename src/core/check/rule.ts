import type { Corners } from '../corners/corner';
import type { Prediction } from '../experiments/prediction';
import type { LoadedKata, LoadedRecord } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import type { Problem, RelatedPlace } from '../model/problem';
import type { YamlPath } from '../yaml/edit/types';

/** What a rule found: a place in a record and what to say of it. */
export interface Finding {
  readonly record: LoadedRecord;
  /** The value that is shown; empty for the whole file. */
  readonly at: YamlPath;
  /** Given where the key is what is wrong, not its value. */
  readonly part?: 'key';
  readonly message: string;
  readonly related?: readonly RelatedPlace[];
}

/** What git's history says, for the rules that ask it; null, and `derived` null, where it is not known. A `KnownHistory` is one. */
export type CheckHistory = {
  readonly derived: {
    readonly experiments: ReadonlyMap<string, { readonly prediction: Prediction }>;
  } | null;
} | null;

/** What tree and history show of corners; null where it was not looked for. */
export type CheckCorners = Pick<Corners, 'corners'> | null;

/** One question that `check` asks of a kata. */
export interface Rule {
  /** Stable: teams name it in `config.yaml`. */
  readonly code: string;
  /** What it weighs unless `config.yaml` says otherwise. */
  readonly severity: 'error' | 'warning';
  /** What it asks, in the practice's words. */
  readonly asks: string;
  /**
   * Where the answer is no.
   * @param today judges what is overdue @param history without it, what only history can tell is not asked
   * @param corners of all katas; without them nothing is asked of corners
   */
  find(kata: LoadedKata, today: IsoDate, history: CheckHistory, corners: CheckCorners): readonly Finding[];
}

/** A finding as a problem of its file; one of a whole file is shown at its start. */
export function problemOf(
  rule: Rule,
  kata: LoadedKata,
  { record, at, part, message, related = [] }: Finding,
): Problem {
  const { code, severity } = rule;
  const start = { offset: 0, line: 1, column: 1 };
  const range = at.length === 0 ? { start, end: start } : record.locate(at, part);
  return { code, severity, message, path: record.path, range, field: at.join('.'), kata: kata.slug, related };
}
