import assert from 'node:assert/strict';
import { runWithSecondTry } from '../../scripts/test/second-run.mjs';
import type { Counts } from '../../scripts/vscode/in-host.mjs';

/** What a run gave where these tests passed and those failed. */
function counts(passed: readonly string[], failed: readonly string[] = []): Counts {
  return {
    passed: passed.length,
    failed: failed.length,
    pending: 0,
    failures: failed.map((title) => ({ title, error: `Error: ${title}` })),
    titles: [...passed],
  };
}

async function tried(first: Counts | Error, second: Counts) {
  let again = 0;
  const result = await runWithSecondTry(
    {
      run: async () => {
        if (!(first instanceof Error)) return first;
        if (again++ === 0) throw first;
        return second;
      },
      again: async () => {
        again++;
        return second;
      },
    },
    () => {},
  );
  const unsteady = (result.unsteady ?? []).map(({ title }) => title);
  return { passed: result.passed, failed: result.failures.map(({ title }) => title), unsteady, again };
}

describe('the second run of what failed', () => {
  it('is not made where all passed', async () => {
    const result = await tried(counts(['a', 'b']), counts([]));
    assert.deepEqual(result, { passed: 2, failed: [], unsteady: [], again: 0 });
  });

  it('counts what passes now, and names it', async () => {
    const result = await tried(counts(['a'], ['b']), counts(['b']));
    assert.deepEqual(result, { passed: 2, failed: [], unsteady: ['b'], again: 1 });
  });

  it('leaves what fails again a failure', async () => {
    const result = await tried(counts(['a'], ['b', 'c']), counts(['b'], ['c']));
    assert.deepEqual(result, { passed: 2, failed: ['c'], unsteady: ['b'], again: 1 });
  });

  it('leaves a failure that did not run again a failure', async () => {
    const result = await tried(counts(['a'], ['b']), counts([]));
    assert.deepEqual(result, { passed: 1, failed: ['b'], unsteady: [], again: 1 });
  });

  it('counts a test that fails only now as failed, not as passed', async () => {
    const result = await tried(counts(['a'], ['b']), counts(['b'], ['a']));
    assert.deepEqual(result, { passed: 1, failed: ['a'], unsteady: ['b'], again: 1 });
  });

  it('counts the tests behind a hook that failed', async () => {
    const result = await tried(counts(['a'], ['"before each" hook for "b"']), counts(['b', 'c']));
    assert.deepEqual(result, { passed: 3, failed: [], unsteady: ['"before each" hook for "b"'], again: 1 });
  });

  it('is not made where much failed', async () => {
    const result = await tried(counts([], ['a', 'b', 'c', 'd', 'e', 'f']), counts([]));
    assert.equal(result.failed.length, 6);
    assert.equal(result.again, 0);
  });

  it('is made, and told, where nothing could run', async () => {
    const result = await tried(new Error('no window'), counts(['a']));
    assert.deepEqual(result, {
      passed: 1,
      failed: [],
      unsteady: ['The suite could not run at first'],
      again: 2,
    });
  });
});
