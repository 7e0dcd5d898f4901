import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { packQuietly } from '../../../scripts/lib/built.mjs';
import { cache } from '../../../scripts/lib/paths.mjs';
import { makeSample } from '../../../scripts/sample/make.mjs';
import { launchBrowser } from '../../../scripts/vscode/browser.mjs';
import { installExtension } from '../../../scripts/vscode/extensions.mjs';
import { installVSCode } from '../../../scripts/vscode/install.mjs';
import { startServer, type VSCodeServer } from '../../../scripts/vscode/server.mjs';
import { vscodeVersions } from '../../../scripts/vscode/versions.mjs';

export type Version = 'newest' | 'oldest';

/** A server that tests share: those of the same version, trust and environment. */
export interface ServerKind {
  readonly version: Version;
  readonly trusted: boolean;
  /** What the extension host finds in its environment, beside this process's own. */
  readonly env: Readonly<Record<string, string>>;
}

const quietly = () => {};
const made = new Map<string, Promise<unknown>>();
let home: string | undefined;
let browser: Promise<Browser> | undefined;
const servers: Promise<VSCodeServer>[] = [];

/** A folder of this process for all that its workbenches share. */
function shared(): string {
  if (home === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'kata-e2e-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
    home = folder;
  }
  return home;
}

function once<T>(key: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(key) as Promise<T> | undefined;
  if (known !== undefined) return known;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

/** The package that the runner made; without a runner, one is made of the sources as they are. */
async function packed(): Promise<string> {
  const named = process.env.KATA_VSIX;
  if (named !== undefined && existsSync(named)) return named;
  mkdirSync(join(cache, 'e2e'), { recursive: true });
  return packQuietly(join(cache, 'e2e', `${process.pid}.vsix`));
}

/** A folder with the packed extension, installed by VS Code itself as a user has it. */
function installedExtension(version: Version): Promise<string> {
  return once(`extension ${version}`, async () => {
    const folder = join(shared(), `extensions-${version}`);
    const vscode = await installVSCode(vscodeVersions[version], quietly);
    await installExtension(vscode, await packed(), folder, join(shared(), `data-${version}`));
    return folder;
  });
}

/** The server of a kind; started where none of the kind runs. */
export function serverOf(kind: ServerKind): Promise<VSCodeServer> {
  return once(`server ${JSON.stringify(kind)}`, async () => {
    const { version, trusted, env } = kind;
    const extensions = await installedExtension(version);
    const starting = startServer(await installVSCode(vscodeVersions[version], quietly), {
      trusted,
      extensions,
      env: { ...env },
    });
    servers.push(starting);
    return starting;
  });
}

/** The one browser of this process. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= launchBrowser({ say: quietly });
  return browser;
}

/** A new empty folder, gone when the process ends. */
export function newFolder(name = 'folder'): string {
  const folder = join(mkdtempSync(join(shared(), 'open-')), name);
  mkdirSync(folder);
  return folder;
}

/** A fresh copy of the sample repository. @param today of its story, as `2026-11-22`; the calendar's without it */
export async function copyOfSample(today?: string): Promise<string> {
  const from = await once(`sample ${today ?? ''}`, () =>
    makeSample(join(shared(), `sample-${today ?? 'now'}`), today ? { today } : {}),
  );
  const folder = newFolder('checkout-service');
  cpSync(from.folder, folder, { recursive: true });
  return folder;
}

/** Ends what is shared, where no mocha does it; what is asked for afterwards is made anew. */
export async function endShared(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
  for (const server of servers.splice(0)) await (await server).stop();
  for (const key of made.keys()) if (key.startsWith('server ')) made.delete(key);
}

// Loaded by a test file, this belongs to the root of all suites: what is shared ends with the last of them.
if (typeof after === 'function') after(endShared);
