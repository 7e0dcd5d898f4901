/** Something a person can mend: what went wrong in one sentence, and what to do about it. */
export class Failure extends Error {
  /**
   * @param {string} message what went wrong
   * @param {string} mend what to do about it
   * @param {unknown} [cause] the error behind it
   */
  constructor(message, mend, cause) {
    super(message, { cause });
    this.name = 'Failure';
    /** What to do about it. */
    this.mend = mend;
  }
}

/**
 * An error as the lines a person reads: a `Failure` without its stack, anything else with it.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof Failure) return `${error.message}\n  ${error.mend}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Runs a script's main function: prints what failed and sets the exit status to 1.
 * @param {() => Promise<void>} main
 */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    console.error(`\n${explain(error)}`);
    process.exitCode = 1;
  }
}
