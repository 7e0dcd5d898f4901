import { Failure } from '../lib/failure.mjs';
import { run } from '../lib/processes.mjs';

/**
 * Installs a packed extension into an extensions folder, as VS Code itself does it for a user.
 * @param {import('./install.mjs').InstalledVSCode} vscode
 * @param {string} vsix path of the package
 * @param {string} folder the extensions folder; made where it is missing
 * @param {string} data a folder that VS Code may write its own data to
 */
export async function installExtension(vscode, vsix, folder, data) {
  const { code, output } = await run(vscode.node, [
    ...[vscode.server, '--accept-server-license-terms', '--server-data-dir', data],
    ...['--extensions-dir', folder, '--install-extension', vsix, '--force'],
  ]);
  if (code === 0 && output.includes('successfully installed')) return;
  throw new Failure(
    `VS Code did not install ${vsix}: ${output.trim().slice(-1_000)}`,
    'Make the package anew with npm run package.',
  );
}
