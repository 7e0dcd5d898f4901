import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { packQuietly } from '../../scripts/lib/built.mjs';
import { cache, failures } from '../../scripts/lib/paths.mjs';
import { makeSample } from '../../scripts/sample/make.mjs';
import { launchBrowser } from '../../scripts/vscode/browser.mjs';
import { installExtension } from '../../scripts/vscode/extensions.mjs';
import { installVSCode } from '../../scripts/vscode/install.mjs';
import { startServer } from '../../scripts/vscode/server.mjs';
import { vscodeVersions } from '../../scripts/vscode/versions.mjs';
import { type ThemeName, themeSettings, Workbench } from '../../scripts/vscode/workbench.mjs';

export type { ThemeName } from '../../scripts/vscode/workbench.mjs';
export { Workbench } from '../../scripts/vscode/workbench.mjs';

export interface TestWorkbenchOptions {
  /** What is opened; without it, a fresh copy of the sample repository. It is left as it is when the workbench closes. */
  readonly folder?: string;
  /** Today in the sample's story, as `2026-11-22`; without it, the calendar's. */
  readonly today?: string;
  /** False: Restricted Mode. */
  readonly trusted?: boolean;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** More user settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly version?: 'newest' | 'oldest';
}

/** A real VS Code with the packed extension installed, as a user has it, and a folder open. */
export interface TestWorkbench {
  readonly workbench: Workbench;
  /** The opened folder. */
  readonly folder: string;
  /** Ends the server and removes what was made for it. */
  close(): Promise<void>;
  /** Writes a picture and the logs of a failed test. */
  recordFailure(title: string): Promise<void>;
}

let browser: Promise<Browser> | undefined;
let home: string | undefined;
const extensions = new Map<string, Promise<string>>();
const samples = new Map<string, Promise<string>>();

/** A folder of this process for what its workbenches share. */
function shared(): string {
  if (home === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'kata-e2e-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true, maxRetries: 5 }));
    home = made;
  }
  return home;
}

/** The package that the runner made; without a runner, one is made of the sources as they are. */
async function packed(): Promise<string> {
  const named = process.env.KATA_VSIX;
  if (named !== undefined && existsSync(named)) return named;
  return packQuietly(join(cache, 'e2e', `${process.pid}.vsix`));
}

const quietly = () => {};

async function extensionsFolder(version: 'newest' | 'oldest'): Promise<string> {
  const folder = join(shared(), `extensions-${version}`);
  const vscode = await installVSCode(vscodeVersions[version], quietly);
  await installExtension(vscode, await packed(), folder, join(shared(), `data-${version}`));
  return folder;
}

async function sample(today: string | undefined): Promise<string> {
  const made = await makeSample(join(shared(), `sample-${today ?? 'now'}`), today ? { today } : {});
  return made.folder;
}

function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

async function copyOfSample(today: string | undefined): Promise<string> {
  const from = await once(samples, today ?? 'now', () => sample(today));
  const folder = join(mkdtempSync(join(shared(), 'open-')), 'checkout-service');
  cpSync(from, folder, { recursive: true });
  return folder;
}

/** Opens a real VS Code with the packed extension on a folder. Servers and folders are each test's own, the browser is shared. */
export async function openWorkbench(options: TestWorkbenchOptions = {}): Promise<TestWorkbench> {
  const { version = 'newest', theme = 'dark_modern', trusted = true, width, height } = options;
  const folder = options.folder ?? (await copyOfSample(options.today));
  const server = await startServer(await installVSCode(vscodeVersions[version], quietly), {
    folder,
    trusted,
    extensions: await once(extensions, version, () => extensionsFolder(version)),
    settings: { 'workbench.colorTheme': themeSettings[theme], ...options.settings },
  });
  browser ??= launchBrowser({ say: quietly });
  const open = await browser;
  const context = await open.newContext({ viewport: { width: width ?? 1400, height: height ?? 900 } });
  const workbench = new Workbench(await context.newPage());
  const close = async () => {
    await context.close();
    await server.stop();
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const recordFailure = async (title: string) => {
    await mkdir(failures, { recursive: true });
    const file = join(failures, title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 120));
    await workbench.screenshot(`${file}.png`);
    await writeFile(`${file}.log`, `${workbench.log.join('\n')}\n\n--- server ---\n${server.log()}`);
  };
  try {
    await workbench.page.goto(server.address());
    await workbench.ready();
  } catch (error) {
    await recordFailure('the workbench did not open');
    await close();
    throw error;
  }
  return { workbench, folder, close, recordFailure };
}

/** Ends the shared browser. For an `after` of each e2e file. */
export async function closeBrowser(): Promise<void> {
  const open = await browser;
  browser = undefined;
  await open?.close();
}

/**
 * Call it in a `describe`: after a failed test, a picture and the logs of its workbench lie in .cache/failures.
 * @param current the workbench of the moment
 */
export function keepFailures(current: () => TestWorkbench | undefined): void {
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await current()?.recordFailure(this.currentTest.fullTitle());
  });
}
