// Run by chromium.mjs, in the folder where the package is installed, with TMPDIR set to where the browser shall go.
import { createRequire } from 'node:module';
import { join } from 'node:path';

// The package's CommonJS form may wrap its only export once more.
const loaded = createRequire(join(process.cwd(), 'package.json'))('@sparticuz/chromium');
const chromium = loaded.default ?? loaded;
console.log(await chromium.executablePath());
