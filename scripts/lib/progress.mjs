/**
 * Says what is being done, and that it is still being done: the name at once, a line every five seconds, the time at the end.
 * @template T
 * @param {string} what for example `installing VS Code 1.139.1`
 * @param {() => Promise<T>} work
 * @param {(line: string) => void} [say]
 * @returns {Promise<T>}
 */
export async function during(what, work, say = console.log) {
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  say(`· ${what} …`);
  const beat = setInterval(() => say(`· ${what} … ${seconds()}`), 5_000);
  try {
    const result = await work();
    say(`✓ ${what} (${seconds()})`);
    return result;
  } catch (error) {
    say(`✗ ${what} (${seconds()})`);
    throw error;
  } finally {
    clearInterval(beat);
  }
}
