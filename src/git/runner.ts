import { spawn } from 'node:child_process';
import { GitPluginError, type SimpleGit, simpleGit } from 'simple-git';
import { ALLOWED_NAMES, GLOBAL_OPTIONS, gitEnvironment, HARDENING } from './environment';
import { GitExit, GitFailure, missingObject } from './failure';

/** One question to git: its arguments, and how to read the answer. Pure, so that both can be tested without git. */
export interface GitCommand<T> {
  readonly args: readonly string[];
  /** @param output git's standard output, UTF-8. @throws GitFailure where git's answer is not what it should be. */
  parse(output: string): T;
  /** What an exit status other than 0 means; without it, `git/failed`. */
  failed?(exit: GitExit): T;
}

/** Starts git in one folder, hardened. Beside it only `objects.ts`, `started.ts` and `experiments/person.ts` start a process. */
export class GitRunner {
  /** @param binary absolute path of git. @param folder an existing folder. @param silence milliseconds without output after which git is ended. */
  constructor(
    readonly binary: string,
    readonly folder: string,
    readonly silence = 60_000,
  ) {}

  /** One a command: simple-git runs the commands of one instance in turn, and a failure drops all that wait. */
  private client(): SimpleGit {
    return simpleGit({
      baseDir: this.folder,
      binary: this.binary,
      config: [...HARDENING],
      allowEnvironment: ALLOWED_NAMES,
      // `exit` may come before the last output: only `close` ends a command.
      completion: { onClose: true, onExit: false },
      timeout: { block: this.silence },
      errors: (error, { exitCode, stdErr }) =>
        exitCode > 0 && !(error instanceof GitPluginError)
          ? new GitExit(exitCode, Buffer.concat(stdErr).toString())
          : error,
      // These allow the very settings that switch such programs off, an absolute path with spaces, and a person's own GIT_CONFIG_….
      unsafe: {
        allowUnsafeFsMonitor: true,
        allowUnsafeHooksPath: true,
        allowUnsafeCustomBinary: true,
        allowUnsafeConfigPaths: true,
      },
    }).env(gitEnvironment());
  }

  /** @throws GitFailure */
  async run<T>(command: GitCommand<T>): Promise<T> {
    let output: string;
    try {
      output = await this.client().raw([...GLOBAL_OPTIONS, ...command.args]);
    } catch (error) {
      if (error instanceof GitExit) {
        if (command.failed !== undefined) return command.failed(error);
        const missing = missingObject(error.stderr);
        if (missing !== null) throw missing;
        throw new GitFailure(
          'git/failed',
          `Git refused: ${firstLine(error.stderr)}`,
          MEND_UNKNOWN,
          error.stderr,
        );
      }
      throw asFailure(error);
    }
    return command.parse(output);
  }

  /** A git process of our own, hardened alike, for a conversation that simple-git can't hold. */
  start(args: readonly string[]) {
    const config = HARDENING.flatMap((setting) => ['-c', setting]);
    return spawn(this.binary, [...config, ...GLOBAL_OPTIONS, ...args], {
      cwd: this.folder,
      env: gitEnvironment(),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
  }
}

const MEND_UNKNOWN = 'run the same with --verbose to see what git said';

function firstLine(text: string): string {
  return (text.trim().split('\n', 1)[0] ?? '').replace(/^(fatal|error): /, '') || 'no reason was given';
}

function asFailure(error: unknown): GitFailure {
  const detail = error instanceof Error ? error.message : String(error);
  return /timeout/.test(detail)
    ? new GitFailure(
        'git/no-answer',
        'Git did not answer',
        'look whether the disk or a network folder hangs',
        detail,
      )
    : new GitFailure('git/failed', `Git could not be run: ${firstLine(detail)}`, MEND_UNKNOWN, detail);
}
