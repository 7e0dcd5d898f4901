import { GitFailure } from './failure';
import { ObjectReader, type TakeObject } from './object-reader';
import type { GitRunner } from './runner';

/** Names that were asked for together. */
interface Question {
  left: number;
  readonly take: TakeObject;
  readonly answered: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Objects of a repository, asked for as often as need be of one git process: a question costs next to nothing, where
 * each start of a process takes milliseconds. Its owner closes it.
 */
export class Objects {
  #child: ReturnType<GitRunner['start']> | null = null;
  #questions: Question[] = [];
  #silence: NodeJS.Timeout | null = null;

  constructor(private readonly git: GitRunner) {}

  /**
   * @param names ids, or what git takes for a name; each one line. An object that is not in the repository (a blobless
   * clone) is answered by null, or left out, with all behind it, where asking for it ended git; nothing is fetched.
   * @param take where it throws, git is stopped and the error passed on
   * @throws GitFailure
   */
  ask(names: readonly string[], take: TakeObject): Promise<void> {
    if (names.length === 0) return Promise.resolve();
    return new Promise((answered, failed) => {
      this.#questions.push({ left: names.length, take, answered, failed });
      this.#child ??= this.#start();
      this.#silence ??= setTimeout(() => this.#fail(noAnswer()), this.git.silence);
      this.#child.stdin.write(`${names.join('\n')}\n`);
    });
  }

  /** Ends git. What it has not answered yet nobody waits for: it is rejected. @param why with what */
  close(why: unknown = new Error('The conversation with git was ended')): void {
    if (this.#questions.length > 0) this.#fail(why);
    else this.#child?.stdin.end();
  }

  #start(): ReturnType<GitRunner['start']> {
    const child = this.git.start(['cat-file', '--batch']);
    const reader = new ObjectReader((object) => {
      const [question] = this.#questions;
      question?.take(object);
      if (question === undefined || --question.left > 0) return;
      this.#questions.shift();
      question.answered();
      if (this.#questions.length === 0) this.#calm();
    });
    child.stdout.on('data', (chunk: Buffer) => {
      if (child !== this.#child) return;
      this.#silence?.refresh();
      try {
        reader.add(chunk);
      } catch (error) {
        this.#fail(error);
      }
    });
    child.stderr.resume();
    // A git that ends early closes its input: what it did not answer is found when it has ended.
    child.stdin.on('error', () => {});
    child.on('error', (error) => {
      if (child === this.#child) this.#fail(notStarted(error));
    });
    child.on('close', () => {
      if (child === this.#child) this.#ended();
    });
    return child;
  }

  #calm(): void {
    if (this.#silence !== null) clearTimeout(this.#silence);
    this.#silence = null;
  }

  /** A missing object of a partial clone may end git (it tries to fetch, which is forbidden); what it said before counts. */
  #ended(): void {
    this.#child = null;
    this.#calm();
    for (const { answered } of this.#questions.splice(0)) answered();
  }

  #fail(error: unknown): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
    this.#calm();
    for (const { failed } of this.#questions.splice(0)) failed(error);
  }
}

function notStarted(error: Error): GitFailure {
  return new GitFailure(
    'git/failed',
    'Git could not be started',
    'check the installation of git',
    String(error),
  );
}

function noAnswer(): GitFailure {
  return new GitFailure(
    'git/no-answer',
    'Git did not answer',
    'look whether the disk or a network folder hangs',
  );
}
