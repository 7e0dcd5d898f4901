import { writeFileSync } from 'node:fs';
import * as loaded from 'mocha';
import * as vscode from 'vscode';

// Mocha is an ES module: what `require` makes of its default export differs from Node 20 to 24.
const Mocha = unwrapped(loaded as { default: typeof loaded.default });

function unwrapped<T>(module: { default: T | { default: T } }): T {
  const inner = module.default;
  return typeof inner === 'object' && inner !== null && 'default' in inner ? inner.default : (inner as T);
}

interface Failed {
  readonly title: string;
  readonly error: string;
}

/** Runs the files' tests in this process, the extension host, and leaves the counts in the file that `KATA_RESULTS` names. */
export async function runMocha(files: readonly (() => unknown)[]): Promise<void> {
  const mocha = new Mocha({ timeout: 90_000, reporter: 'spec', color: false });
  const grep = process.env.KATA_GREP ?? '';
  if (grep !== '') mocha.fgrep(grep);
  mocha.suite.emit('pre-require', globalThis, 'in-host', mocha);
  for (const file of files) file();
  const failures: Failed[] = [];
  const titles: string[] = [];
  let pending = 0;
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('pass', (test) => titles.push(test.fullTitle()));
    runner.on('pending', () => pending++);
    runner.on('fail', (test, error) =>
      failures.push({ title: test.fullTitle(), error: String(error?.stack ?? error) }),
    );
  });
  const file = process.env.KATA_RESULTS;
  if (file === undefined) throw new Error('KATA_RESULTS names no file for the counts');
  writeFileSync(
    file,
    JSON.stringify({
      version: vscode.version,
      passed: titles.length,
      failed: failures.length,
      pending,
      failures,
      titles,
    }),
  );
  if (failures.length > 0) throw new Error(`${failures.length} failed`);
}
