import { once } from 'node:events';
import { GitFailure } from './failure';
import type { GitRunner } from './runner';

/**
 * A git process that is started now and asked later, so that its start overlaps with other work; its answer comes as
 * bytes. Every one has to be asked or stopped.
 */
export class StartedGit {
  readonly #child;
  readonly #output: Buffer[] = [];
  readonly #errors: Buffer[] = [];
  readonly #closed: Promise<unknown>;

  constructor(
    private readonly git: GitRunner,
    args: readonly string[],
  ) {
    this.#child = git.start(args);
    this.#child.stdout.on('data', (chunk: Buffer) => this.#output.push(chunk));
    this.#child.stderr.on('data', (chunk: Buffer) => this.#errors.push(chunk));
    // A git that ends early closes its input: how it ended says more.
    this.#child.stdin.on('error', () => {});
    this.#closed = once(this.#child, 'close').catch((error: unknown) => error);
  }

  /** @param input what git reads from its standard input. @throws GitFailure where it fails or does not answer. */
  async answer(input = ''): Promise<Buffer> {
    const timer = setTimeout(() => this.stop(), this.git.silence);
    this.#child.stdout.on('data', () => timer.refresh());
    this.#child.stdin.end(input);
    const ended = await this.#closed;
    clearTimeout(timer);
    const said = Buffer.concat(this.#errors).toString();
    if (ended instanceof Error) {
      throw new GitFailure(
        'git/failed',
        'Git could not be started',
        'check the installation of git',
        String(ended),
      );
    }
    if (this.#child.signalCode !== null) {
      throw new GitFailure(
        'git/no-answer',
        'Git did not answer',
        'look whether the disk or a network folder hangs',
        said,
      );
    }
    if (this.#child.exitCode !== 0) {
      const [reason = ''] = said.trim().split('\n', 1);
      throw new GitFailure(
        'git/failed',
        `Git refused: ${reason.replace(/^(fatal|error): /, '') || 'no reason was given'}`,
        'run the same with --verbose to see what git said',
        said,
      );
    }
    return Buffer.concat(this.#output);
  }

  /** Ends it where its answer is not wanted. */
  stop(): void {
    this.#child.kill('SIGKILL');
  }
}
