import { spawnSync } from 'node:child_process';

/**
 * Runs git in a folder, away from the user's own configuration, templates and environment.
 * @param {string} folder
 * @param {string[]} args
 * @param {string} [input]
 */
export function git(folder, args, input) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
  const result = spawnSync('git', ['-c', 'core.hooksPath=/dev/null', '-c', 'commit.gpgSign=false', ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: {
      ...Object.fromEntries(inherited),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      LC_ALL: 'C',
    },
  });
  if (result.error !== undefined) {
    throw new Error(`git could not be started (${result.error.message}): install git and try again.`);
  }
  if (result.status !== 0) throw new Error(`git ${args[0]} failed: ${result.stderr.trim()}`);
  return result.stdout;
}
