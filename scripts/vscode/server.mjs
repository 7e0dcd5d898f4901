import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Failure } from '../lib/failure.mjs';
import { startGuarded } from '../lib/processes.mjs';
import { quietSettings, restrictedSettings } from './settings.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} [folder] a folder or a .code-workspace file, opened when the address names none
 * @property {boolean} [trusted] false: the workspace opens in Restricted Mode (default true)
 * @property {Record<string, unknown>} [settings] the user's settings
 * @property {string} [extensions] the extensions folder (default: an empty one)
 * @property {boolean} [token] true: only who has the address gets in (default: whoever is on this machine)
 * @property {string[]} [remove] folders to delete when it ends
 * @property {NodeJS.ProcessEnv} [env] added to the environment; the extension host inherits it
 *
 * @typedef {object} VSCodeServer
 * @property {string} origin for example `http://127.0.0.1:40123`
 * @property {string} authority for example `127.0.0.1:40123`
 * @property {string} data its data folder, gone after `stop`
 * @property {(folder?: string, payload?: [string, string][]) => string} address where a browser finds the workbench
 * @property {(path: string) => string} remote a path as addresses inside of the workbench name it
 * @property {(more: Record<string, unknown>) => Promise<void>} set changes the user's settings; VS Code takes them up at once. What
 *   was changed in the workbench is as it was again
 * @property {() => string} log what the server has written
 * @property {Promise<import('../lib/processes.mjs').Ended>} ended
 * @property {() => Promise<void>} stop
 */

/**
 * Starts an installed VS Code's own server on a free port of this machine, with data folders of its own.
 * @param {import('./install.mjs').InstalledVSCode} vscode
 * @param {ServerOptions} [options]
 * @returns {Promise<VSCodeServer>}
 */
export async function startServer(vscode, options = {}) {
  const { folder, trusted = true, env, remove = [] } = options;
  const data = await mkdtemp(join(tmpdir(), 'kata-vscode-'));
  const user = join(data, 'User', 'settings.json');
  const trust = trusted ? { 'security.workspace.trust.enabled': false } : restrictedSettings;
  await write(join(data, 'Machine', 'settings.json'), { ...quietSettings, ...trust });
  /** @type {Record<string, unknown>} */
  let settings = { ...quietSettings, ...trust, ...options.settings };
  await write(user, settings);
  const secret = options.token ? randomBytes(16).toString('hex') : null;
  if (secret) await writeFile(join(data, 'token'), secret, { mode: 0o600 });
  const args = [
    ...[vscode.server, '--host', '127.0.0.1', '--port', '0'],
    ...(secret ? ['--connection-token-file', join(data, 'token')] : ['--without-connection-token']),
    ...['--accept-server-license-terms', '--telemetry-level', 'off', '--enable-smoke-test-driver'],
    ...['--server-data-dir', data, '--user-data-dir', data],
    ...['--extensions-dir', options.extensions ?? join(data, 'extensions')],
  ];
  const server = startGuarded(vscode.node, args, { env: environment(env), remove: [data, ...remove] });
  const listening = await server.wrote(/Extension host agent listening on (\d+)/);
  if (!listening) {
    throw new Failure(
      `VS Code ${vscode.version} did not start: ${server.output().trim().slice(-2_000)}`,
      'Remove the .cache folder and run this again.',
    );
  }
  const authority = `127.0.0.1:${listening[1]}`;
  const origin = `http://${authority}`;
  return {
    origin,
    authority,
    data,
    address: (opened = folder, payload = []) => {
      const query = new URLSearchParams();
      if (secret) query.set('tkn', secret);
      if (opened) query.set(opened.endsWith('.code-workspace') ? 'workspace' : 'folder', remotePath(opened));
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `${origin}/?${query}`;
    },
    // Known here, never read back: VS Code writes that file too, and a window that is closed may leave it half-written.
    set: async (more) => {
      settings = { ...settings, ...more };
      await write(user, settings);
    },
    remote: (path) => `vscode-remote://${authority}${remotePath(path)}`,
    log: server.output,
    ended: server.ended,
    stop: server.stop,
  };
}

/**
 * A path as the workbench writes it in addresses: with forward slashes, from the root.
 * @param {string} path absolute
 */
export function remotePath(path) {
  const slashed = path.replaceAll('\\', '/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}

/**
 * Without what a surrounding VS Code, npm or Node would make this one believe.
 * @param {NodeJS.ProcessEnv} [more]
 */
function environment(more) {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$)/.test(name)) delete env[name];
  }
  return { ...env, ...more };
}

/**
 * @param {string} path
 * @param {Record<string, unknown>} settings
 */
async function write(path, settings) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(settings, null, 2));
}
