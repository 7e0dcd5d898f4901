// Packs the extension: `npm run package [-- FILE.vsix]`. Prints what is in it, and how big it is.
import { relative, resolve } from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runScript } from './lib/failure.mjs';

await runScript(async () => {
  await ensureDependencies();
  const { packExtension, kilobytes } = await import('./lib/package.mjs');
  const wanted = process.argv[2];
  const { path, bytes, files } = await packExtension(wanted ? resolve(wanted) : undefined);
  console.log('');
  for (const file of files) console.log(`${kilobytes(file.bytes).padStart(10)}  ${file.path}`);
  console.log(`\n${kilobytes(bytes)}  ${relative(process.cwd(), path)}, ${files.length} files`);
});
