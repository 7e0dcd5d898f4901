import type { Plan, Refused } from '../edits/change';
import { type Expectation, expectationEdits } from '../edits/expectation';
import { editsOf, planned, planning, recordNamed, refuse } from '../edits/planning';
import type { LoadedKata } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import { planBranch } from './plan-branch';
import { type CommittedKata, cloneNotes } from './plan-clone';
import { startMessage } from './plan-message';
import { planCommit, type RecordPlan } from './plan-result';

export interface PlannedStartOptions {
  readonly today: IsoDate;
  /** False to stay on the branch that is checked out; true where it is left out. */
  readonly ownBranch?: boolean;
  readonly committed?: CommittedKata | undefined;
}

/**
 * Plans the start of an experiment whose record is there: its day, its branch, and the commit that holds the prediction.
 * @param given what is expected by now; what is left out stays as it was planned
 */
export function planStartPlanned(
  kata: LoadedKata,
  handle: string,
  given: Expectation,
  { today, ownBranch = true, committed }: PlannedStartOptions,
): (RecordPlan & { readonly branch: string | null }) | Refused {
  const { expect } = given;
  const plan = planCommit(kata, handle, edits(kata, handle, given, today), (about) =>
    startMessage({ ...about, value: { ...about.value, ...(expect === undefined ? {} : { expect }) } }),
  );
  if (!plan.ok) return plan;
  const value = kata.experiments.find(({ path }) => path === plan.path)?.value;
  const named = { obstacle: value?.obstacle, target: value?.target };
  const notes = [...plan.notes, ...cloneNotes(kata, named, committed)];
  if (!ownBranch) return { ...plan, branch: null, notes };
  const branch = planBranch(kata, plan.id, value?.title ?? value?.step ?? '');
  return branch.ok ? { ...plan, branch: branch.name, notes } : branch;
}

function edits(kata: LoadedKata, handle: string, given: Expectation, today: IsoDate): Plan {
  return planning(() => {
    const record = recordNamed(kata, kata.experiments, 'experiment', handle);
    const { value } = record;
    if (value?.started !== undefined || value?.finished !== undefined || value?.outcome !== undefined) {
      refuse(
        'edit/invalid',
        `${record.handle} was started before, so nothing was written.`,
        'Check out its branch to go on with it, or start another.',
      );
    }
    const { edits: predicted } = expectationEdits(kata, record, given);
    const started = { op: 'set', path: ['started'], value: today } as const;
    return planned('start experiment', editsOf(record, [...predicted, started]));
  });
}
