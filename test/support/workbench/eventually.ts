/** How long something may take to become true, in milliseconds: generous, for slow and busy machines. */
const PATIENCE = 20_000;
const BETWEEN = 50;

/**
 * Waits until a check holds, and gives what it gave. The check's own last error is thrown where it never does.
 * @param check throws as long as it does not hold
 */
export async function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN));
    }
  }
}
