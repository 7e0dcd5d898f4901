import type { Change, Refused } from '../edits/change';
import { type Expectation, planExpectation } from '../edits/expectation';
import { type ExperimentResult, planExperimentFinish, planExperimentResult } from '../edits/experiments';
import type { LoadedKata, LoadedRecord } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import type { Outcome } from '../model/experiment';
import { attachedBy } from './branch-work';
import { type About, finishMessage, resultMessage, startMessage } from './plan-message';

/** A change of one experiment's record and the commit that will hold it alone, before anything is done. */
export interface RecordPlan {
  readonly ok: true;
  readonly id: string;
  readonly path: string;
  /** Without files where the record says so already: what it says may still have to be committed. */
  readonly change: Change;
  readonly message: string;
  /** The branch that the record names where work was tied by hand; null where it names none. */
  readonly attached: string | null;
  /** What a person should know or do next, a sentence each. */
  readonly notes: readonly string[];
}

/** Plans to write down what happened and what was learned, and to commit it. */
export function planResultCommit(
  kata: LoadedKata,
  handle: string,
  result: ExperimentResult,
): RecordPlan | Refused {
  const said = Object.entries(result).filter(([, text]) => text !== undefined);
  return planCommit(kata, handle, planExperimentResult(kata, handle, result), (about) =>
    resultMessage({ ...about, value: { ...about.value, ...Object.fromEntries(said) } }),
  );
}

/** Plans to finish an experiment with its outcome, and to commit it. */
export function planFinishCommit(
  kata: LoadedKata,
  handle: string,
  given: { readonly outcome: Outcome; readonly finished: IsoDate; readonly learned?: string },
): RecordPlan | Refused {
  const plan = planExperimentFinish(kata, handle, given);
  const { learned, outcome } = given;
  return planCommit(kata, handle, plan, (about) =>
    finishMessage(learned === undefined ? about : { ...about, value: { ...about.value, learned } }, outcome),
  );
}

/** Plans to write down a prediction before there is a result, and to commit it. */
export function planExpectationCommit(
  kata: LoadedKata,
  handle: string,
  said: Expectation,
): RecordPlan | Refused {
  return planCommit(kata, handle, planExpectation(kata, handle, said), (about) =>
    startMessage({ ...about, value: { ...about.value, expect: said.expect ?? about.value.expect } }),
  );
}

/** Adds to the plan of one experiment's record the commit that will hold it alone. @param message made from the record */
export function planCommit(
  kata: LoadedKata,
  handle: string,
  plan: ReturnType<typeof planExperimentResult>,
  message: (about: About) => string,
): RecordPlan | Refused {
  if (!plan.ok) return plan;
  const record = recordOf(kata, handle);
  const id = record?.id ?? null;
  if (record?.value === undefined || id === null) {
    return {
      ok: false,
      code: 'edit/invalid',
      message: `The file of ${handle} has no id in its name, so no commit can be tied to it.`,
      mend: 'Give the file a name such as x-7f3kq-any-words.yaml.',
    };
  }
  const { path, value } = record;
  const about = { slug: kata.slug, id, value };
  const attached = attachedBy(value)?.branch ?? null;
  return { ok: true, id, path, change: plan.change, message: message(about), attached, notes: plan.notes };
}

function recordOf(kata: LoadedKata, handle: string): LoadedRecord<'experiment'> | undefined {
  return (
    kata.experiments.find((one) => one.handle === handle) ?? kata.experiments.find((one) => one.id === handle)
  );
}
