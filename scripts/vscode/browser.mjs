import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { Failure } from '../lib/failure.mjs';
import { installChromium } from './chromium.mjs';

/** @typedef {{ executable: string, env: Record<string, string>, libraries: string | null }} FoundBrowser */

const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'];

/** Where browsers stand when they are not on the PATH. */
function standardPlaces() {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ];
  }
  if (process.platform !== 'win32') return ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'];
  return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap(
    (base) =>
      base
        ? [
            join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
            join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
          ]
        : [],
  );
}

/**
 * A browser to drive: `CHROME_PATH`, else Chrome, Chromium or Edge on the machine, else one from npm.
 * @param {(line: string) => void} [say]
 * @returns {Promise<FoundBrowser>}
 */
export async function findBrowser(say) {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return { executable: named, env: {}, libraries: null };
    throw new Failure(`CHROME_PATH names ${named}, which is not there.`, 'Mend it, or unset it.');
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const executable = [...onPath, ...standardPlaces()].find((place) => existsSync(place));
  return executable ? { executable, env: {}, libraries: null } : installChromium(say);
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Launches a browser without a window; it ends with this process.
 * @param {{ say?: (line: string) => void, headless?: boolean }} [options]
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser({ say, headless = true } = {}) {
  const { executable, env, libraries } = await findBrowser(say);
  /** @param {Record<string, string>} more */
  const launch = (more) =>
    chromium.launch({
      executablePath: executable,
      headless,
      args: flags,
      env: { ...definedEnvironment(), ...env, ...more },
    });
  try {
    return await launch({});
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (libraries && text.includes('shared libraries')) return launch({ LD_LIBRARY_PATH: libraries });
    throw new Failure(
      `The browser ${executable} could not be started: ${text.split('\n').slice(0, 12).join('\n')}`,
      'Name one that runs: CHROME_PATH=/path/to/chrome',
      error,
    );
  }
}

/** @returns {Record<string, string>} */
function definedEnvironment() {
  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  return env;
}
