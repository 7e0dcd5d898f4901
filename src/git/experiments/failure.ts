/** Why an experiment was not started, committed, carried, attached. Codes are stable. */
export type ExperimentFailureCode =
  | 'experiment/no-commit'
  | 'experiment/detached'
  | 'experiment/in-progress'
  | 'experiment/branch-exists'
  | 'experiment/ignored'
  | 'experiment/index-locked'
  | 'experiment/commit-refused'
  | 'experiment/moved'
  | 'experiment/not-there'
  | 'experiment/differs'
  | 'experiment/unreadable'
  | 'experiment/refused'
  | 'experiment/unwritable'
  | 'experiment/hook-outside'
  | 'experiment/no-remote'
  | 'experiment/network'
  | 'experiment/busy'
  | 'experiment/partly';

/** A named failure. Unless the code is `experiment/partly` or `experiment/busy`, the repository is as it was. */
export class ExperimentFailure extends Error {
  override readonly name = 'ExperimentFailure';

  constructor(
    readonly code: ExperimentFailureCode,
    message: string,
    readonly mend: string,
    readonly detail = '',
  ) {
    super(message);
  }
}
