import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { Failure } from '../lib/failure.mjs';
import { cache, root } from '../lib/paths.mjs';
import { startGuarded } from '../lib/processes.mjs';
import { during } from '../lib/progress.mjs';
import { quietSettings } from './settings.mjs';

const runner = fileURLToPath(new URL('desktop-run.mjs', import.meta.url));

/** Says whether VS Code's update server answers. @type {Promise<boolean> | undefined} */
let answer;

/** Whether desktop VS Code can be downloaded here: asked once, given up after three seconds. */
export function updateServerAnswers() {
  answer ??= fetch('https://update.code.visualstudio.com/api/releases/stable', {
    method: 'HEAD',
    signal: AbortSignal.timeout(3_000),
  }).then(
    (response) => response.ok,
    () => false,
  );
  return answer;
}

/**
 * The desktop VS Code that suites run in, or null where they run in the VS Code from npm: one that `VSCODE_EXECUTABLE` names, else
 * one downloaded where VS Code's update server answers and there is a screen to open a window on.
 * @param {import('./versions.mjs').VSCodeVersion} vscode
 * @param {{ env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform, answers?: () => Promise<boolean>,
 *   download?: (version: string) => Promise<string>, say?: (line: string) => void }} [options] what it finds out, for tests
 * @returns {Promise<string | null>} the executable
 * @throws {Failure} when the named executable is not there
 */
export async function desktopVSCode(vscode, options = {}) {
  const { env = process.env, platform = process.platform, answers = updateServerAnswers, say } = options;
  const named = env.VSCODE_EXECUTABLE;
  if (named) {
    if (existsSync(named)) return named;
    throw new Failure(`VSCODE_EXECUTABLE names ${named}, which is not there.`, 'Mend it, or unset it.');
  }
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return null;
  if (!(await answers())) return null;
  const download =
    options.download ?? ((version) => downloadAndUnzipVSCode({ version, cachePath: join(cache, 'desktop') }));
  return during(`downloading VS Code ${vscode.version} (once)`, () => download(vscode.version), say);
}

/**
 * Runs a bundled suite in a desktop VS Code through `@vscode/test-electron`, with data folders of its own.
 * @param {{ executable: string, suite: string, opened: string, data: string, env: Record<string, string>, limit: number,
 *   say: (line: string) => void }} run `opened`: folder or .code-workspace file; `data`: an empty folder; `limit` in milliseconds
 * @returns {Promise<number | string>} the exit status of VS Code, or why there is none
 */
export async function runOnDesktop({ executable, suite, opened, data, env, limit, say }) {
  const user = join(data, 'user');
  await mkdir(join(user, 'User'), { recursive: true });
  await writeFile(join(user, 'User', 'settings.json'), JSON.stringify(quietSettings));
  /** @type {import('@vscode/test-electron/out/runTest').TestOptions} */
  const options = {
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    extensionTestsEnv: env,
    launchArgs: [
      opened,
      '--disable-extensions',
      `--user-data-dir=${user}`,
      `--extensions-dir=${join(data, 'extensions')}`,
    ],
  };
  // A process of its own: the library passes VS Code's output straight on, and never ends one that hangs.
  const desktop = startGuarded(process.execPath, [runner, JSON.stringify(options)], {
    onOutput: byLine(say),
  });
  const late = setTimeout(() => void desktop.stop(), limit);
  const { code } = await desktop.ended;
  clearTimeout(late);
  return code;
}

/**
 * @param {(line: string) => void} say
 * @returns {(text: string) => void}
 */
function byLine(say) {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) say(line);
  };
}
