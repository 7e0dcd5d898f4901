import type { KataHome, LoadedKata } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import type { Problem } from '../model/problem';
import { nearMiss } from '../text/near-miss';
import { orphanProblems } from './corners';
import { recordsOf } from './places';
import { type CheckCorners, type CheckHistory, problemOf } from './rule';
import { CODES, RULES } from './rules';

export interface CheckOptions {
  /** Judges what is overdue. */
  readonly today: IsoDate;
  /** What git's history says; without it, rules that need it are not asked. */
  readonly history?: CheckHistory;
  /** What tree and history show of corners; without it, nothing is asked of them. */
  readonly corners?: CheckCorners;
  /** True where `config.yaml` is not to weigh problems or turn them off: for the base of a comparison. */
  readonly asFound?: boolean;
}

/**
 * Everything that a person should know about one kata: what reading its records found and what the rules ask,
 * as its home's `config.yaml` weighs it, in order of path, line and column.
 */
export function checkKata(kata: LoadedKata, options: CheckOptions): Problem[] {
  const { today, history = null, corners = null, asFound = false } = options;
  const read = [...recordsOf(kata).flatMap(({ problems }) => problems), ...kata.problems];
  // What a newer format means by its keys is not ours to judge.
  const isNewer = kata.record.problems.some(({ code }) => code === 'schema/version');
  const found = isNewer
    ? []
    : RULES.flatMap((rule) =>
        rule.find(kata, today, history, corners).map((finding) => problemOf(rule, kata, finding)),
      );
  const all = [...read, ...found];
  return inOrder(asFound ? all : weighed(all, kata.home));
}

/** The same for all katas of a home, with its settings and the files that belong to no kata. */
export function checkHome(home: KataHome, options: CheckOptions): Problem[] {
  const orphans = orphanProblems(home, options.corners ?? null);
  const own = [...(home.config?.problems ?? []), ...unknownRules(home), ...home.problems, ...orphans];
  const files = options.asFound === true ? own : weighed(own, home);
  return inOrder([...files, ...home.katas.flatMap((kata) => checkKata(kata, options))]);
}

/** Problems as `check:` in config.yaml weighs them; those that it turns off are left out. */
function weighed(problems: readonly Problem[], home: KataHome): Problem[] {
  const set = home.config?.value?.check ?? {};
  return problems.flatMap((problem) => {
    const severity = Object.hasOwn(set, problem.code) ? set[problem.code] : undefined;
    if (severity === 'off') return [];
    return severity === undefined ? [problem] : [{ ...problem, severity }];
  });
}

/** Names in `check:` that no rule has: a slip there would silently change nothing. */
function unknownRules({ config }: KataHome): Problem[] {
  if (config === null || config.stale) return [];
  return Object.keys(config.value?.check ?? {}).flatMap((code): Problem[] => {
    if (CODES.has(code)) return [];
    const near = nearMiss(code, CODES);
    const mend = near === undefined ? 'see the list of rules' : `did you mean \`${near}\`?`;
    const at = ['check', code];
    return [
      {
        code: 'schema/unknown-key',
        severity: 'hint',
        message: `\`${code}\` is no rule of this version: ${mend}`,
        path: config.path,
        range: config.locate(at, 'key'),
        field: at.join('.'),
        kata: null,
        related: [],
      },
    ];
  });
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      order(a.path, b.path) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.column - b.range.start.column ||
      order(a.code, b.code),
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
