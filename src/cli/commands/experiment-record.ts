import type { Command } from 'commander';
import type { Refused } from '../../core/edits/change';
import type { RecordPlan } from '../../core/experiments/plan-result';
import type { LoadedKata } from '../../core/load/loaded';
import { CliFailure, STATUS } from '../failure';
import type { Session } from '../session';
import type { Workspace } from '../workspace';

export const WHICH = "the experiment's id, such as x-7f3kq; without it, the one whose branch this is";
export const COMMIT = 'commit the record alone; what else is dirty or staged stays so';

/** The id of the experiment whose branch is checked out. @throws CliFailure `experiment/none-active` */
export async function active(workspace: Workspace): Promise<string> {
  const id = (await workspace.history(await workspace.homes()))?.active ?? null;
  if (id !== null) return id;
  const message = 'No experiment has the branch that is checked out, so it is not known which one is meant';
  const mend = 'name one by its id; `kata experiment list` has them';
  throw new CliFailure('experiment/none-active', message, mend, STATUS.usage);
}

/** At a start, with the branch that is made for it. */
type WithBranch = RecordPlan & { readonly branch?: string | null };

/** A change of one record that is committed alone. */
interface Committing {
  readonly operation: 'start' | 'prediction' | 'result' | 'finish';
  readonly id: string;
  readonly plan: (kata: LoadedKata) => WithBranch | Refused;
  /** Notes beside the plan's. */
  readonly more: readonly string[];
}

/** Writes and commits, and prints what was done. */
export async function committing(
  session: Session,
  command: Command,
  workspace: Workspace,
  { operation, id: named, plan, more }: Committing,
): Promise<void> {
  const { commitChange } = await import('../../git/experiments/commit-change');
  const repository = await workspace.repository();
  const write = async (planned: WithBranch, textOf: (path: string) => string | undefined) => {
    const done = await commitChange(repository, operation, planned, textOf);
    const nothing = done === null ? ['Nothing to commit: the record says so already'] : [];
    const { id, path, notes } = planned;
    const commit = done ?? { commit: null, branch: null };
    session.committed(command, workspace, { id, path, ...commit, notes: [...nothing, ...notes, ...more] });
  };
  await workspace.editWith(plan, write, named);
}
