import type { LoadedKata, LoadedRecord } from '../load/loaded';
import type { RecordKind } from '../model/layout';
import type { Problem } from '../model/problem';
import type { BrokenView, ProblemView } from './view';

const WORDS: Record<RecordKind, string> = {
  config: 'settings',
  kata: 'kata',
  obstacle: 'obstacle',
  experiment: 'experiment',
  coaching: 'coaching cycle',
  measurements: 'measurements',
};

/** All records of a kata, its own first. */
export function recordsOf(kata: LoadedKata): LoadedRecord[] {
  return [kata.record, ...kata.obstacles, ...kata.experiments, ...kata.coaching, ...kata.measurements];
}

/** A problem of the file itself, not of what the practice asks for. */
function breaks(problem: Problem): boolean {
  return problem.severity === 'error' && /^(?:file|schema)\//.test(problem.code);
}

/** Records that could not be read whole, and files that are no record of the kata. */
export function brokenViews(kata: LoadedKata): BrokenView[] {
  const records = recordsOf(kata)
    .filter((record) => record.value === undefined || record.stale || record.problems.some(breaks))
    .map((record) => ({
      record: record.handle,
      kind: WORDS[record.kind],
      file: below(kata, record.path),
      problems: record.problems.filter(breaks).map((problem) => problemView(problem, record.handle)),
    }));
  const strays = [...new Set(kata.problems.map((problem) => problem.path))].map((path) => ({
    record: below(kata, path),
    kind: 'file',
    file: below(kata, path),
    problems: kata.problems
      .filter((problem) => problem.path === path)
      .map((problem) => problemView(problem, below(kata, path))),
  }));
  return [...records, ...strays];
}

/** What else `checkKata` names: everything that no broken card shows. */
export function otherProblems(kata: LoadedKata, problems: readonly Problem[]): ProblemView[] {
  const handles = new Map(recordsOf(kata).map((record) => [record.path, record.handle]));
  const shown = new Set(recordsOf(kata).flatMap((record) => record.problems.filter(breaks).map(nameOf)));
  const strays = new Set(kata.problems.map((problem) => problem.path));
  return problems
    .filter((problem) => !shown.has(nameOf(problem)) && !strays.has(problem.path))
    .map((problem) => problemView(problem, handles.get(problem.path) ?? below(kata, problem.path)));
}

/** The same problem, however a team's settings weigh it. */
function nameOf({ code, path, range }: Problem): string {
  return `${code} ${range.start.offset} ${path}`;
}

function below(kata: LoadedKata, path: string): string {
  return path.startsWith(`${kata.folder}/`) ? path.slice(kata.folder.length + 1) : path;
}

function problemView(problem: Problem, record: string): ProblemView {
  const { code, severity, message, range } = problem;
  return { record, code, severity, message, line: range.start.line, column: range.start.column };
}
