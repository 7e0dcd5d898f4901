import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { KataApi } from '../../../src/extension/activate';
import type { Host } from '../../../src/extension/host';

/** The extension that VS Code runs, all of it loaded. */
export async function startedHost(): Promise<Host> {
  const extension = vscode.extensions.getExtension<KataApi>('improvement-kata.improvement-kata');
  assert.ok(extension, 'VS Code does not know the extension');
  const api = await extension.activate();
  return api.host();
}

/** Waits until `look` gives something; fails with what it gave last. Time is never asserted, only that it ends. */
export async function eventually<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  what: string,
): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) assert.fail(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
