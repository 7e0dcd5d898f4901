import type { Plan, Refused } from '../edits/change';
import { fits } from '../edits/field-checks';
import { editsOf, planned, planning, recordNamed, refuse } from '../edits/planning';
import type { LoadedKata } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import type { YamlEdit } from '../yaml/edit/types';
import { planBranch } from './plan-branch';
import { type CommittedKata, cloneNotes } from './plan-clone';
import { startMessage } from './plan-message';
import { planCommit, type RecordPlan } from './plan-result';

/** What is said at the start of an experiment that was planned before; what is left out stays as it was planned. */
export interface PlannedStart {
  readonly expect?: string;
  readonly checkBy?: IsoDate;
}

/** Plans the start of an experiment whose record is there: its day, its branch, and the commit that holds the prediction. */
export function planStartPlanned(
  kata: LoadedKata,
  handle: string,
  given: PlannedStart,
  today: IsoDate,
  committed?: CommittedKata,
): (RecordPlan & { readonly branch: string }) | Refused {
  const plan = planCommit(kata, handle, edits(kata, handle, given, today), (about) =>
    startMessage({ ...about, value: { ...about.value, ...given } }),
  );
  if (!plan.ok) return plan;
  const value = kata.experiments.find(({ path }) => path === plan.path)?.value;
  const branch = planBranch(kata, plan.id, value?.title ?? value?.step ?? '');
  if (!branch.ok) return branch;
  const named = { obstacle: value?.obstacle, target: value?.target };
  return { ...plan, branch: branch.name, notes: [...plan.notes, ...cloneNotes(kata, named, committed)] };
}

function edits(kata: LoadedKata, handle: string, given: PlannedStart, today: IsoDate): Plan {
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
    const said = Object.entries({ ...given, started: today });
    const changed = said.filter(([key, text]) => Reflect.get(value ?? {}, key) !== text);
    return planned(
      'start experiment',
      editsOf(
        record,
        changed.map(([key, text]): YamlEdit => {
          fits(record, [key], text);
          return { op: 'set', path: [key], value: text };
        }),
      ),
    );
  });
}
