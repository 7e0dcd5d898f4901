import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeSample } from '../sample/make.mjs';
import { launchBrowser } from '../vscode/browser.mjs';
import { installExtension } from '../vscode/extensions.mjs';
import { installVSCode } from '../vscode/install.mjs';
import { startServer } from '../vscode/server.mjs';
import { quietSettings } from '../vscode/settings.mjs';
import { vscodeVersions } from '../vscode/versions.mjs';
import { themeSettings, Workbench } from '../vscode/workbench.mjs';
import { packQuietly } from './built.mjs';
import { browserOpener, findDesktopCode } from './desktop-code.mjs';
import { Failure } from './failure.mjs';
import { run, startGuarded } from './processes.mjs';
import { during } from './progress.mjs';

/** @typedef {import('../vscode/workbench.mjs').ThemeName} ThemeName */
/** @typedef {{ home: string, folder: string, vsix: string }} Prepared */

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** What was started ends with this process. */
const quit = () => process.exit(130);

/** The sample's kata that the demo opens. */
const KATA = '.kata/checkout-latency/kata.yaml';

/** A picture that is made to fit ends here, in CSS pixels. */
const MOST_HEIGHT = 3_000;

/**
 * @param {string} name
 * @returns {ThemeName}
 */
export function themeNamed(name) {
  if (Object.hasOwn(themeSettings, name)) return /** @type {ThemeName} */ (name);
  throw new Failure(`There is no theme ${name}.`, `Name one of ${Object.keys(themeSettings).join(', ')}.`);
}

/**
 * The extension packed and the sample repository made, in a throw-away folder.
 * @returns {Promise<Prepared>}
 */
async function prepare() {
  const home = mkdtempSync(join(tmpdir(), 'kata-demo-'));
  for (const signal of signals) process.once(signal, quit);
  process.once('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const vsix = await during('building and packing the extension', () =>
    packQuietly(join(home, 'improvement-kata.vsix')),
  );
  const folder = join(home, 'checkout-service');
  await during('making the sample repository', () => sample(folder));
  return { home, folder, vsix };
}

/** @param {string} folder */
async function sample(folder) {
  try {
    await makeSample(folder);
  } catch (error) {
    throw new Failure(
      `The sample repository could not be made: ${error instanceof Error ? error.message : error}`,
      'It needs git on the PATH: install git, and run this again.',
      error,
    );
  }
}

/**
 * The VS Code from npm, with the extension installed, on the sample.
 * @param {Prepared} prepared
 * @param {ThemeName} theme
 * @param {boolean} token whether the address holds a secret, so that no other user of the machine gets in
 */
async function serve({ home, folder, vsix }, theme, token) {
  const vscode = await installVSCode(vscodeVersions.newest);
  const extensions = join(home, 'extensions');
  return during(`starting VS Code ${vscode.version}`, async () => {
    await installExtension(vscode, vsix, extensions, join(home, 'data'));
    return startServer(vscode, {
      folder,
      extensions,
      token,
      settings: { 'workbench.colorTheme': themeSettings[theme] },
      remove: [home],
    });
  });
}

/**
 * Saves a picture of the sample's storyboard in a real VS Code.
 * @param {{ file: string, theme: ThemeName, width: number, height: number | null }} picture in CSS pixels; without a height, as
 *   high as the whole board
 */
export async function takePicture({ file, theme, width, height }) {
  const server = await serve(await prepare(), theme, false);
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  try {
    const launched = await launchBrowser();
    browser = launched;
    await during('opening the storyboard', async () => {
      const workbench = await Workbench.open(launched, server.address(), { width, height: height ?? 900 });
      await workbench.openView('Kata');
      await workbench.treeRows().first().waitFor();
      await workbench.openFile(KATA);
      await workbench.openStoryboard();
      await workbench.runCommand('View: Close Other Editors in Group');
      await workbench.storyboardReady();
      if (height === null) await workbench.fitHeight(MOST_HEIGHT);
      await workbench.settled();
      await mkdir(dirname(file), { recursive: true });
      await workbench.screenshot(file);
    });
  } finally {
    await browser?.close();
    await server.stop();
  }
}

/**
 * Opens the sample and stays until the window is closed, Ctrl+C is pressed, or the time is over.
 * @param {{ theme: ThemeName, web: boolean, stopAfter: number | null }} demo `stopAfter` in seconds
 */
export async function openDemo({ theme, web, stopAfter }) {
  const prepared = await prepare();
  const desktop = web ? null : findDesktopCode();
  if (desktop) await openOnDesktop(prepared, desktop, theme, stopAfter);
  else await openInBrowser(prepared, theme, stopAfter);
}

/**
 * @param {Prepared} prepared
 * @param {import('./desktop-code.mjs').DesktopCode} desktop
 * @param {ThemeName} theme
 * @param {number | null} stopAfter
 */
async function openOnDesktop({ home, folder, vsix }, desktop, theme, stopAfter) {
  const user = join(home, 'user');
  const settings = {
    ...quietSettings,
    'security.workspace.trust.enabled': false,
    'workbench.colorTheme': themeSettings[theme],
  };
  await mkdir(join(user, 'User'), { recursive: true });
  await writeFile(join(user, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
  const own = ['--user-data-dir', user, '--extensions-dir', join(home, 'extensions')];
  await during('installing the extension into a profile of its own', async () => {
    const { code, output } = await run(desktop.cli, [...own, '--install-extension', vsix, '--force']);
    if (code === 0) return;
    throw new Failure(`VS Code did not install it: ${output.trim()}`, 'Try npm run demo -- --web');
  });
  // Chromium refuses to run as root in its sandbox.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const window = startGuarded(desktop.app, [...own, ...root, '--new-window', folder, join(folder, KATA)], {
    remove: [home],
  });
  console.log(`\nThe sample is open in ${desktop.app}\n${howTo}`);
  const ended = await Promise.race([window.ended, told(stopAfter)]);
  await window.stop();
  if (ended && ended.code !== 0) {
    throw new Failure(`VS Code ended with ${ended.code}: ${ended.output}`, 'Try npm run demo -- --web');
  }
}

/**
 * @param {Prepared} prepared
 * @param {ThemeName} theme
 * @param {number | null} stopAfter
 */
async function openInBrowser(prepared, theme, stopAfter) {
  const server = await serve(prepared, theme, true);
  const address = server.address(prepared.folder, [['openFile', server.remote(join(prepared.folder, KATA))]]);
  console.log(`\nThe sample is open at\n\n  ${address}\n\n${howTo}`);
  const opener = browserOpener(address);
  if (opener) await run(opener.command, opener.args);
  const ended = await Promise.race([server.ended, told(stopAfter)]);
  await server.stop();
  if (ended) throw new Failure(`VS Code ended by itself: ${server.log().slice(-2_000)}`, 'Run this again.');
}

const howTo = `The button at the top right of kata.yaml shows its storyboard; the Kata icon at the left lists both katas.
Nothing of this touches your own VS Code. Ctrl+C ends it.`;

/**
 * Resolves when the person asks for the end, or when the time is over.
 * @param {number | null} seconds
 * @returns {Promise<null>}
 */
function told(seconds) {
  return new Promise((resolve) => {
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const end = () => {
      // A timer that goes on would keep this process.
      clearTimeout(timer);
      resolve(null);
    };
    for (const signal of signals) process.off(signal, quit).once(signal, end);
    if (seconds !== null) timer = setTimeout(end, seconds * 1_000);
  });
}
