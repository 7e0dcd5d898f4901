import { performance } from 'node:perf_hooks';

/** How long, in milliseconds, calls are made one after the other before other work gets a turn. */
const HELD = 8;
/** From how many milliseconds a call on, on average, a disk is one to wait for: a share on a slow network. */
const SLOW = 1;
/** How many calls tell, and after how many the older ones count for half as much. */
const ENOUGH = 16;
const MANY = 256;

/**
 * Paces many small calls to a disk. A quick disk is asked at once, in a quarter of the time that it takes to wait for
 * each answer; other work gets its turn every few milliseconds. A slow one must not hold the thread, and is waited for.
 */
export class Pace {
  #began = performance.now();
  #spent = 0;
  #calls = 0;

  /** True while calls may be made at once. */
  get quick(): boolean {
    return this.#calls < ENOUGH || this.#spent < this.#calls * SLOW;
  }

  /** What `call` answers; its time is counted. */
  at<T>(call: () => T): T {
    const start = performance.now();
    try {
      return call();
    } finally {
      this.#spent += performance.now() - start;
      if (++this.#calls === MANY) {
        this.#calls /= 2;
        this.#spent /= 2;
      }
    }
  }

  /** Lets other work run, where the thread has been held for long enough. To be awaited before each call. */
  turn(): Promise<void> | undefined {
    const now = performance.now();
    if (now - this.#began < HELD) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        this.#began = performance.now();
        resolve();
      });
    });
  }
}
