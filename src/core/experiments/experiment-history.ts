import type { Experiment } from '../model/experiment';
import type { RecordElsewhere } from './elsewhere';
import type { Prediction, RecordAt } from './prediction';
import { sameValue } from './same-value';
import type { TiedCommit } from './ties';

/** What git says of one experiment. */
export interface ExperimentHistory {
  readonly id: string;
  /** Branches that its record can be read from or whose name holds its id, here and at remotes, as people name them: `kata/k/x-7f3kq`, `origin/main`. */
  readonly branches: readonly string[];
  /** True where the tool's own ref keeps its commits, whatever becomes of its branch. */
  readonly remembered: boolean;
  /** The tool's own refs that do; left out where nobody looked for them. */
  readonly keptBy?: readonly string[];
  readonly prediction: Prediction;
  /** Newest first. */
  readonly commits: readonly TiedCommit[];
  /** Branches on which the record says something else, with the fields that differ. */
  readonly differing: readonly { readonly branch: string; readonly fields: readonly string[] }[];
}

/** Everything that is derived for a kata's experiments, whether their records are here or only on other branches. */
export interface Derived {
  readonly experiments: ReadonlyMap<string, ExperimentHistory>;
  /** Records that are not here, by id, in the version of the branch that has the newest one. */
  readonly elsewhere: readonly RecordElsewhere[];
}

/** The tool's own refs remember; they are nobody's branch. */
export function isOwnRef(ref: string): boolean {
  return ref.startsWith('refs/kata/');
}

/** A ref as people name it. */
export function branchName(ref: string): string {
  return ref.replace(/^refs\/(heads|remotes)\//, '');
}

/** The branches whose record differs from today's, compared as values; what only the tool's own ref keeps is the past, not a difference. */
export function differing(
  today: Experiment,
  others: readonly RecordElsewhere[],
  recordAt: RecordAt,
): ExperimentHistory['differing'] {
  return others.flatMap(({ ref, blob }) => {
    const there = isOwnRef(ref) ? undefined : recordAt(blob);
    if (there === undefined) return [];
    const keys = new Set([...Object.keys(today), ...Object.keys(there)]);
    const fields = [...keys].filter((key) => !sameValue(today[key], there[key]));
    return fields.length === 0 ? [] : [{ branch: branchName(ref), fields }];
  });
}
