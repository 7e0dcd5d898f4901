/** @typedef {import('../vscode/in-host.mjs').Counts} Counts */
/** @typedef {import('../vscode/in-host.mjs').FailedTest} FailedTest */
/** @typedef {(line: string) => void} Say */

/**
 * A part of a suite that can be run by itself.
 * @typedef {object} Part
 * @property {(say: Say) => Promise<Counts>} run
 * @property {(failures: readonly FailedTest[], say: Say) => Promise<Counts>} again what failed, and at most what stands beside it
 */

/** More failures than this are no accident of a busy machine, so they are not tried again. */
const MOST = 5;

/**
 * Runs a part that drives a real VS Code or browser; what failed there is run once more. Such a test can fail because the
 * machine stood still for a while. One that passes the second time is told as unsteady, with how it failed: it is a
 * defect of the test or of the product, though not one that says that the change at hand is wrong.
 * @param {Part} part
 * @param {Say} say
 * @returns {Promise<Counts>}
 */
export async function runWithSecondTry(part, say) {
  /** @type {Counts} */
  let first;
  try {
    first = await part.run(say);
  } catch (error) {
    say(`It could not run, so it is tried once more: ${error}`);
    const counts = await part.run(say);
    const failure = { title: 'The suite could not run at first', error: String(error) };
    return { ...counts, unsteady: [...(counts.unsteady ?? []), failure] };
  }
  if (first.failed === 0 || first.failed > MOST) return first;
  say(`${first.failed} failed, so they are run once more.`);
  const second = await part.again(first.failures, say);
  const still = new Set(second.failures.map(({ title }) => title));
  const again = new Set(second.titles);
  // A failed hook passes by letting the tests pass that it stands before.
  const mended = first.failures.filter(
    ({ title }) => !still.has(title) && (again.has(title) || title.includes('" hook')),
  );
  const lost = first.failures.filter((failure) => !mended.includes(failure) && !still.has(failure.title));
  const failures = [...second.failures, ...lost];
  const titles = [...new Set([...first.titles, ...second.titles])].filter((title) => !still.has(title));
  const extra = titles.length - new Set(first.titles).size;
  return {
    passed: first.passed + extra,
    failed: failures.length,
    pending: first.pending,
    failures,
    titles,
    unsteady: mended,
  };
}
