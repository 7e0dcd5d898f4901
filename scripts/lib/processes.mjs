import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));

/**
 * @typedef {{ code: number, output: string }} Ended
 *
 * @typedef {object} Guarded A command that can't outlive this process.
 * @property {Promise<Ended>} ended exit status, and all that it wrote
 * @property {() => string} output what it has written so far
 * @property {(pattern: RegExp) => Promise<RegExpMatchArray | null>} wrote the first match in the output; null when it ended without one
 * @property {() => Promise<void>} stop ends it and its descendants
 */

/**
 * Starts a command that ends, with all its descendants, when this process ends in any way.
 * @param {string} command an absolute path
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, remove?: string[], onOutput?: (text: string) => void }} [options]
 *   `remove`: folders to delete once it has ended
 * @returns {Guarded}
 */
export function startGuarded(command, args, { cwd, env, remove = [], onOutput } = {}) {
  const child = spawn(process.execPath, [guard, JSON.stringify({ command, args, cwd, remove })], {
    env: env ?? process.env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (/** @type {string} */ text) => {
      output += text;
      onOutput?.(text);
      tell();
    });
  }
  let over = false;
  /** @type {Promise<Ended>} */
  const ended = new Promise((resolve) => {
    child.on('close', (code) => {
      over = true;
      tell();
      resolve({ code: code ?? 1, output });
    });
  });
  return {
    ended,
    output: () => output,
    wrote: (pattern) =>
      new Promise((resolve) => {
        const look = () => {
          const match = output.match(pattern);
          if (!match && !over) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
      }),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/**
 * Runs a command to its end; it can't outlive this process.
 * @param {string} command an absolute path
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} [options]
 */
export function run(command, args, options) {
  return startGuarded(command, args, options).ended;
}
