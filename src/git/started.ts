import { once } from 'node:events';
import { GitFailure } from './failure';
import type { GitRunner } from './runner';

/**
 * A git process that is started now and asked later, so that its start overlaps with other work; its answer is taken
 * as bytes while it comes. Every one has to be asked or stopped.
 */
export class StartedGit {
  readonly #child;
  /** What came before it was asked for: node throws away what nobody listens to once a process has ended. */
  readonly #early: Buffer[] = [];
  readonly #errors: Buffer[] = [];
  #take: (chunk: Buffer) => unknown = (chunk) => this.#early.push(chunk);
  readonly #closed: Promise<unknown>;

  constructor(
    private readonly git: GitRunner,
    args: readonly string[],
  ) {
    this.#child = git.start(args);
    this.#child.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#child.stderr.on('data', (chunk: Buffer) => this.#errors.push(chunk));
    // A git that ends early closes its input: how it ended says more.
    this.#child.stdin.on('error', () => {});
    this.#closed = once(this.#child, 'close').catch((error: unknown) => error);
  }

  /** All of its answer. As for `each`. */
  async answer(input = ''): Promise<Buffer> {
    const output: Buffer[] = [];
    await this.each((chunk) => output.push(chunk), input);
    return Buffer.concat(output);
  }

  /**
   * @param take is given its answer piece by piece; where that throws, git is stopped.
   * @param input what git reads from its standard input.
   * @throws GitFailure where it fails or does not answer.
   */
  async each(take: (chunk: Buffer) => unknown, input = ''): Promise<void> {
    const timer = setTimeout(() => this.stop(), this.git.silence);
    let failed: { readonly error: unknown } | null = null;
    this.#take = (chunk) => {
      timer.refresh();
      if (failed !== null) return;
      try {
        take(chunk);
      } catch (error) {
        failed = { error };
        this.stop();
      }
    };
    for (const chunk of this.#early) this.#take(chunk);
    this.#child.stdin.end(input);
    const ended = await this.#closed;
    clearTimeout(timer);
    if (failed !== null) throw (failed as { readonly error: unknown }).error;
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
  }

  /** Ends it where its answer is not wanted. */
  stop(): void {
    this.#child.kill('SIGKILL');
  }
}
