import { harmless, harmlessLines } from '../core/text/harmless';
import { toJson } from './json';

/** What a command ends with. Scripts rely on the numbers. */
export const STATUS = {
  done: 0,
  problems: 1,
  usage: 2,
  environment: 3,
  notThere: 4,
  refused: 5,
} as const;

export type Status = (typeof STATUS)[keyof typeof STATUS];

/** A failure with its exit status, named so that a person can mend it. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';

  constructor(
    readonly code: string,
    message: string,
    readonly mend: string,
    readonly status: Status,
    readonly detail = '',
  ) {
    super(message);
  }
}

/** The statuses of failures from git and the file system, by code; `environment` for those that are not here. */
const BY_CODE: Readonly<Record<string, Status>> = {
  'git/no-revision': STATUS.notThere,
  'git/diffs-taken': STATUS.refused,
  'git/no-default-branch': STATUS.usage,
  'files/bad-path': STATUS.refused,
  'files/outside': STATUS.refused,
  'files/not-plain': STATUS.refused,
  'files/changed': STATUS.refused,
  'files/locked': STATUS.refused,
  'files/not-utf8': STATUS.refused,
  'files/read-only': STATUS.refused,
  'edit/not-there': STATUS.notThere,
  'experiment/no-commit': STATUS.refused,
  'experiment/detached': STATUS.refused,
  'experiment/in-progress': STATUS.refused,
  'experiment/branch-exists': STATUS.refused,
  'experiment/ignored': STATUS.refused,
  'experiment/index-locked': STATUS.refused,
  'experiment/commit-refused': STATUS.refused,
  'experiment/moved': STATUS.refused,
  'experiment/not-there': STATUS.notThere,
  'experiment/differs': STATUS.refused,
  'experiment/unreadable': STATUS.refused,
  'experiment/refused': STATUS.refused,
  'experiment/hook-outside': STATUS.refused,
  'experiment/no-remote': STATUS.notThere,
};

/** Any thrown thing as a failure. A typed failure of another layer is known by its `code` and `mend`. */
export function asFailure(error: unknown): CliFailure {
  if (error instanceof CliFailure) return error;
  if (error instanceof Error && 'code' in error && 'mend' in error) {
    const [code, mend] = [String(error.code), String(error.mend)];
    const detail = 'detail' in error ? String(error.detail) : '';
    if (isUnborn(code, error.message)) {
      const message = 'The branch that is checked out has no commit yet';
      return new CliFailure(code, message, 'commit what is there first', STATUS.notThere, detail);
    }
    return new CliFailure(code, error.message, mend, BY_CODE[code] ?? STATUS.environment, detail);
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return new CliFailure(
    'internal',
    `something went wrong: ${message}`,
    'report it with what --verbose prints',
    STATUS.environment,
    stack,
  );
}

/** HEAD names no commit only on a branch that has none. */
function isUnborn(code: string, message: string): boolean {
  return code === 'git/no-revision' && message.endsWith(' named "HEAD"');
}

/** A planner's refusal as a failure. */
export function refusal(refused: {
  readonly code: string;
  readonly message: string;
  readonly mend: string;
}): CliFailure {
  return new CliFailure(refused.code, refused.message, refused.mend, BY_CODE[refused.code] ?? STATUS.refused);
}

/** The failure as one JSON document. */
export function failureJson({ code, message, mend }: CliFailure): string {
  return toJson({ error: { code, message: sentence(message), mend: sentence(mend) } });
}

/** The failure as one line for a person; with `verbose`, what stands behind it below. */
export function failureText(failure: CliFailure, verbose: boolean): string {
  const line = harmless(`kata: ${sentence(failure.message)} ${sentence(failure.mend)}`);
  const behind = verbose ? harmlessLines((failure.detail || failure.stack || '').trimEnd()) : [];
  return [line, ...behind].map((text) => `${text}\n`).join('');
}

/** Text as a sentence: an upper-case letter first, a full stop at the end. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  const ended = /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
  return /^[a-z]+\b[ ,:]/.test(ended) ? ended.charAt(0).toUpperCase() + ended.slice(1) : ended;
}
