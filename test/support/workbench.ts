import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dialog } from 'playwright-core';
import { failures } from '../../scripts/lib/paths.mjs';
import { type ThemeName, themeSettings, Workbench } from '../../scripts/vscode/workbench.mjs';
import { Checkout } from './workbench/checkout';
import { copyOfSample, serverOf, sharedBrowser, type Version } from './workbench/shared';
import { StoryboardPage } from './workbench/storyboard-page';

export type { ThemeName } from '../../scripts/vscode/workbench.mjs';
export { Workbench } from '../../scripts/vscode/workbench.mjs';
export { Checkout } from './workbench/checkout';
export { eventually } from './workbench/eventually';
export { endShared, newFolder } from './workbench/shared';

export interface TestWorkbenchOptions {
  /** What is opened: a folder, a workspace file, or null for nothing; without it, a fresh copy of the sample repository. */
  readonly folder?: string | null;
  /** Today in the sample's story, as `2026-11-22`; without it, the calendar's. */
  readonly today?: string;
  /** False: Restricted Mode. */
  readonly trusted?: boolean;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** More environment of the extension host; tests that ask for the same share a server. */
  readonly env?: Readonly<Record<string, string>>;
  readonly version?: Version;
}

/** A real VS Code with the packed extension installed, as a user has it. */
export interface TestWorkbench {
  readonly workbench: Workbench;
  readonly board: StoryboardPage;
  /** The opened folder, past VS Code. */
  readonly checkout: Checkout;
  /** Addresses that the page asked for, of any frame, from its first moment. */
  readonly requests: readonly string[];
  /** What alert, confirm and prompt said. */
  readonly dialogs: readonly string[];
  close(): Promise<void>;
  /** Writes a picture and the logs of a failed test. */
  recordFailure(title: string): Promise<void>;
}

/** Opens a real VS Code with the packed extension on a folder. Server and browser are shared, folder and window are each test's own. */
export async function openWorkbench(options: TestWorkbenchOptions = {}): Promise<TestWorkbench> {
  const { version = 'newest', theme = 'dark_modern', trusted = true, env = {} } = options;
  const server = await serverOf({ version, trusted, env });
  const folder = options.folder === undefined ? await copyOfSample(options.today) : options.folder;
  // In a browser VS Code saves by itself; on a desktop it does not, and then a text can stay unsaved out of sight.
  await server.set({ 'workbench.colorTheme': themeSettings[theme], 'files.autoSave': 'off' });
  const context = await (await sharedBrowser()).newContext({
    viewport: { width: options.width ?? 1400, height: options.height ?? 900 },
  });
  const page = await context.newPage();
  const workbench = new Workbench(page);
  const requests: string[] = [];
  const dialogs: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  page.on('dialog', (dialog: Dialog) => {
    if (dialog.type() !== 'beforeunload') dialogs.push(dialog.message());
    void dialog.accept();
  });
  const checkout = new Checkout(folder ?? '');
  const close = async () => {
    await context.close();
    if (options.folder === undefined) checkout.remove();
  };
  const recordFailure = async (title: string) => {
    await mkdir(failures, { recursive: true });
    const file = join(failures, title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 120));
    await workbench.screenshot(`${file}.png`);
    await writeFile(`${file}.log`, `${workbench.log.join('\n')}\n\n--- server ---\n${server.log()}`);
  };
  try {
    await page.goto(folder === null ? `${server.origin}/?ew=true` : server.address(folder));
    await workbench.ready();
  } catch (error) {
    await recordFailure('the workbench did not open');
    await close();
    throw error;
  }
  const board = new StoryboardPage(workbench.storyboard);
  return { workbench, board, checkout, requests, dialogs, close, recordFailure };
}

/**
 * A workbench for each test of a `describe`, opened before it and closed after it. A failed test leaves a picture and the logs
 * in .cache/failures.
 * @returns the workbench of the moment
 */
export function eachWorkbench(options: () => TestWorkbenchOptions = () => ({})): () => TestWorkbench {
  return useWorkbench(beforeEach, afterEach, options);
}

/** One workbench for all tests of a `describe`. */
export function oneWorkbench(options: () => TestWorkbenchOptions = () => ({})): () => TestWorkbench {
  return useWorkbench(before, after, options);
}

function useWorkbench(
  enter: (work: () => Promise<void>) => void,
  leave: (work: () => Promise<void>) => void,
  options: () => TestWorkbenchOptions,
): () => TestWorkbench {
  let open: TestWorkbench | undefined;
  enter(async () => {
    open = await openWorkbench(options());
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await open?.recordFailure(this.currentTest.fullTitle());
  });
  leave(async () => {
    await open?.close();
    open = undefined;
  });
  return () => {
    if (open === undefined) throw new Error('No workbench is open.');
    return open;
  };
}
