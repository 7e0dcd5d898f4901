/**
 * Runs `work` once for any number of calls that come close together, and never twice at a time: a call while it
 * runs makes it run again afterwards, so that the last call is always answered by a run that began after it.
 */
export class Coalescer {
  #timer: NodeJS.Timeout | undefined;
  #due = Number.POSITIVE_INFINITY;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #disposed = false;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Runs in `delay` milliseconds, or sooner where an earlier call asked for that. */
  soon(delay: number): void {
    const due = Date.now() + delay;
    if (this.#disposed || due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => void this.now(), delay);
  }

  /** Runs at once; resolves when a run that began after this call is over. Never rejects. */
  now(): Promise<void> {
    clearTimeout(this.#timer);
    this.#due = Number.POSITIVE_INFINITY;
    if (this.#disposed) return Promise.resolve();
    if (this.#running === undefined) return this.#start();
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      return this.#start();
    });
    return this.#next;
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  #start(): Promise<void> {
    const run = this.work()
      .catch(this.onError)
      .then(() => {
        this.#running = undefined;
      });
    this.#running = run;
    return run;
  }
}
