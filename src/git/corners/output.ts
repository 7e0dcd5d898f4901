import { GitFailure } from '../failure';
import type { GitRunner } from '../runner';

/** What git printed, and the status that it ended with. */
export interface Output {
  readonly bytes: Buffer;
  readonly status: number;
}

export interface Asking {
  /** Ends git, and rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly input?: string;
  /** Statuses beside 0 that are an answer. */
  readonly accept?: readonly number[];
}

/**
 * Asks git where an answer is bytes and the wait can be called off.
 * @throws GitFailure where git ends with another status, or says nothing for the runner's time.
 */
export function ask(git: GitRunner, args: readonly string[], asking: Asking = {}): Promise<Output> {
  const { signal, input, accept = [] } = asking;
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = git.start(args);
    const out: Buffer[] = [];
    const errors: Buffer[] = [];
    let silent = false;
    const timer = setTimeout(() => {
      silent = true;
      child.kill('SIGKILL');
    }, git.silence);
    const stop = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', stop, { once: true });
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      timer.refresh();
      out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    // A git that ends early closes its input; its status tells why.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', (error) => {
      done();
      reject(
        new GitFailure('git/failed', 'Git could not be started', 'check the installation of git', `${error}`),
      );
    });
    child.on('close', (status) => {
      done();
      if (signal?.aborted === true) return reject(signal.reason);
      if (status === 0 || (status !== null && accept.includes(status))) {
        return resolve({ bytes: Buffer.concat(out), status });
      }
      reject(failure(args[0] ?? '', Buffer.concat(errors).toString(), silent));
    });
  });
}

function failure(command: string, said: string, silent: boolean): GitFailure {
  if (silent) {
    const mend = 'look whether the disk or a network folder hangs';
    return new GitFailure('git/no-answer', 'Git did not answer', mend, said);
  }
  const line =
    said
      .trim()
      .split('\n', 1)[0]
      ?.replace(/^(fatal|error): /, '') ?? '';
  const message = `Git refused \`${command}\`: ${line === '' ? 'no reason was given' : line}`;
  return new GitFailure('git/failed', message, 'run the same with --verbose to see what git said', said);
}
