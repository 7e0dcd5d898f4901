import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** @typedef {{ app: string, cli: string }} DesktopCode `app`: the program itself; `cli`: the command that installs extensions */

/**
 * The program that belongs to a `code` command, by where VS Code keeps them on each system.
 * @param {string} cli a real path
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
function appsOf(cli, platform) {
  const bin = dirname(cli);
  if (platform === 'darwin') {
    const contents = join(bin, '..', '..', '..');
    return [join(contents, 'MacOS', 'Electron'), join(contents, 'MacOS', 'Code')];
  }
  return [join(bin, '..', platform === 'win32' ? 'Code.exe' : 'code')];
}

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
function commands(platform, env) {
  const name = platform === 'win32' ? 'code.cmd' : 'code';
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean);
  /** @type {string[]} */
  let standard = [
    '/usr/share/code/bin',
    '/snap/code/current/usr/share/code/bin',
    '/opt/visual-studio-code/bin',
  ];
  if (platform === 'darwin') {
    standard = ['', env.HOME ?? ''].map((home) =>
      join(home, '/Applications', 'Visual Studio Code.app', 'Contents', 'Resources', 'app', 'bin'),
    );
  } else if (platform === 'win32') {
    standard = [
      join(env.LOCALAPPDATA ?? '', 'Programs', 'Microsoft VS Code', 'bin'),
      join(env.PROGRAMFILES ?? '', 'Microsoft VS Code', 'bin'),
    ];
  }
  // The `code` of a terminal inside a remote window talks to that window; it starts nothing of its own.
  return [...onPath, ...standard]
    .filter((folder) => !folder.includes('remote-cli'))
    .map((folder) => join(folder, name));
}

/**
 * The desktop VS Code of this machine: `code` on the PATH, else where VS Code is installed; null where there is none, or no
 * screen to show it on.
 * @param {{ platform?: NodeJS.Platform, env?: NodeJS.ProcessEnv }} [options]
 * @returns {DesktopCode | null}
 */
export function findDesktopCode({ platform = process.platform, env = process.env } = {}) {
  if (!hasScreen({ platform, env })) return null;
  for (const command of commands(platform, env)) {
    if (!existsSync(command)) continue;
    const cli = realpathSync(command);
    const app = appsOf(cli, platform).find((place) => existsSync(place));
    if (app) return { app, cli };
  }
  return null;
}

/**
 * Whether a window can be shown.
 * @param {{ platform?: NodeJS.Platform, env?: NodeJS.ProcessEnv }} [options]
 */
export function hasScreen({ platform = process.platform, env = process.env } = {}) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * How an address is opened in the person's browser without a shell; null where that is not known.
 * @param {string} address
 * @param {{ platform?: NodeJS.Platform, env?: NodeJS.ProcessEnv }} [options]
 * @returns {{ command: string, args: string[] } | null}
 */
export function browserOpener(address, { platform = process.platform, env = process.env } = {}) {
  if (!hasScreen({ platform, env })) return null;
  if (platform === 'darwin') return { command: '/usr/bin/open', args: [address] };
  if (platform === 'win32') {
    const command = join(env.SYSTEMROOT ?? 'C:\\Windows', 'System32', 'rundll32.exe');
    return { command, args: ['url.dll,FileProtocolHandler', address] };
  }
  const opener = (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'xdg-open'))
    .find((place) => existsSync(place));
  return opener ? { command: opener, args: [address] } : null;
}
