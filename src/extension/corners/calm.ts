import type * as vscode from 'vscode';

/** However restless the disk is, after this long it is looked at. In milliseconds. */
const PATIENCE = 5000;

/** Calls once when nothing stirred for a while: however many files a checkout changes, that is one call. */
export class Calm implements vscode.Disposable {
  #timer: NodeJS.Timeout | undefined;
  #since: number | null = null;

  /** @param quiet how long nothing may stir, in milliseconds */
  constructor(
    private readonly quiet: number,
    private readonly onCalm: () => void,
  ) {}

  stir(): void {
    const now = Date.now();
    this.#since ??= now;
    clearTimeout(this.#timer);
    const left = Math.max(0, this.#since + PATIENCE - now);
    this.#timer = setTimeout(
      () => {
        this.#since = null;
        this.onCalm();
      },
      Math.min(this.quiet, left),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
