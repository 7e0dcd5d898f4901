import type { Problem, Range } from '../../core/model/problem';
import type { Checked } from '../checking';

/** The result as the command's contract has it; `base`, the merge base, is there where a change was asked for. */
export function checkJson({ problems, base }: Checked, counts: Counts): object {
  return { ...counts, problems: problems.map(problemJson), ...(base === null ? {} : { base }) };
}

export interface Counts {
  readonly ok: boolean;
  readonly errors: number;
  readonly warnings: number;
}

/** A problem as the command's contract has it. */
export function problemJson({ code, severity, message, path, range, kata, related }: Problem): object {
  return {
    code,
    severity,
    message,
    ...place(path, range),
    kata,
    related: related.map((one) => ({ ...place(one.path, one.range), message: one.message })),
  };
}

function place(path: string, { start }: Range): object {
  return { path, line: start.line, column: start.column };
}
