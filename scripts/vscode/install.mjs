import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../lib/failure.mjs';
import { npm } from '../lib/npm.mjs';
import { makeOnce } from '../lib/once.mjs';
import { cache } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';
import { during } from '../lib/progress.mjs';
import { nodePackage } from './versions.mjs';

/**
 * @typedef {object} InstalledVSCode
 * @property {string} version
 * @property {string} node the Node that runs it, an absolute path
 * @property {string} server VS Code's server script, an absolute path
 */

/**
 * The VS Code of that version from npm: installed on first use, into a folder of its own with its own lock file.
 * @param {import('./versions.mjs').VSCodeVersion} vscode
 * @param {(line: string) => void} [say]
 * @returns {Promise<InstalledVSCode>}
 * @throws {Failure} when it can't be installed, with what to do
 */
export async function installVSCode(vscode, say = console.log) {
  const folder = join(cache, 'vscode', vscode.version);
  const runtime = nodePackage(vscode);
  const wanted = [`code-server@${vscode.codeServer}`, ...(runtime ? [runtime] : [])];
  const home = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  const node = runtime ? nodeOf(folder, runtime) : ownNode(vscode);
  await makeOnce(
    folder,
    wanted.join(' '),
    () =>
      during(
        `installing VS Code ${vscode.version} from npm (0.8 GB, once)`,
        async () => {
          await emptyPackage(folder);
          // --force: the package names one Node version; what matters is the Node that runs the server, given here.
          await npm(folder, ['install', '--ignore-scripts', '--force', '--save-exact', ...wanted]);
          for (const inner of [home, join(home, 'extensions')]) {
            await npm(inner, ['install', '--ignore-scripts', '--omit=dev']);
          }
          await verify(vscode, home, node);
        },
        say,
      ),
    say,
  );
  return { version: vscode.version, node, server: join(home, 'out', 'server-main.js') };
}

/**
 * A folder with its own package.json, so that npm never walks up into the project.
 * @param {string} folder
 */
export async function emptyPackage(folder) {
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
}

/**
 * @param {string} folder
 * @param {string} runtime a package with its version
 */
function nodeOf(folder, runtime) {
  const name = runtime.slice(0, runtime.lastIndexOf('@'));
  const exe = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(folder, 'node_modules', name, 'bin', exe);
}

/** @param {import('./versions.mjs').VSCodeVersion} vscode */
function ownNode(vscode) {
  if (Number.parseInt(process.versions.node, 10) >= vscode.node) return process.execPath;
  throw new Failure(
    `VS Code ${vscode.version} needs Node ${vscode.node}, and npm has none for ${process.platform} ${process.arch}.`,
    `Install Node ${vscode.node} or newer and run this again with it.`,
  );
}

/**
 * @param {import('./versions.mjs').VSCodeVersion} vscode
 * @param {string} home
 * @param {string} node
 */
async function verify(vscode, home, node) {
  const mend = 'Remove the .cache folder and run this again.';
  if (!existsSync(join(home, 'out', 'server-main.js'))) {
    throw new Failure(`code-server ${vscode.codeServer} holds no VS Code server.`, mend);
  }
  const { version } = JSON.parse(await readFile(join(home, 'product.json'), 'utf8'));
  if (version !== vscode.version) {
    throw new Failure(`code-server ${vscode.codeServer} holds VS Code ${version}.`, 'Mend versions.mjs.');
  }
  const { code, output } = await run(node, ['--version']);
  if (code !== 0) throw new Failure(`Node does not run on this machine: ${output.trim()}`, mend);
}
