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

/** How long VS Code may take until it has the folders that it was started with, in milliseconds. */
const OPENS_WITHIN = Number(process.env.KATA_OPENS_WITHIN ?? '10000');

/** False where VS Code never opened the folders that `KATA_FOLDERS` counts: one of its workspaces of several now and then does not. */
async function isOpen(): Promise<boolean> {
  const wanted = Number(process.env.KATA_FOLDERS ?? '1');
  const end = Date.now() + OPENS_WITHIN;
  while ((vscode.workspace.workspaceFolders ?? []).length < wanted) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

/** Runs the files' tests in this process, the extension host, and leaves the counts in the file that `KATA_RESULTS` names. */
export async function runMocha(files: readonly (() => unknown)[]): Promise<void> {
  const file = process.env.KATA_RESULTS;
  if (file === undefined) throw new Error('KATA_RESULTS names no file for the counts');
  if (!(await isOpen())) {
    writeFileSync(file, JSON.stringify({ version: vscode.version, unopened: true }));
    throw new Error('VS Code did not open its folders');
  }
  const mocha = new Mocha({ timeout: 90_000, reporter: 'spec', color: false });
  const grep = process.env.KATA_GREP ?? '';
  if (grep !== '') mocha.fgrep(grep);
  mocha.suite.emit('pre-require', globalThis, 'in-host', mocha);
  for (const load of files) load();
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
