// npm run size: how big the package is, and how long VS Code takes to activate the extension.
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { Failure, runScript } from './lib/failure.mjs';

await runScript(async () => {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' } } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1)
    throw new Failure(`--runs is ${values.runs}.`, 'Give a whole number.');
  await ensureDependencies();
  const { packQuietly } = await import('./lib/built.mjs');
  const { during } = await import('./lib/progress.mjs');
  const { activationTimes, loadTimes, median } = await import('./lib/activation.mjs');
  const { kilobytes } = await import('./lib/package.mjs');
  const { stat } = await import('node:fs/promises');
  const vsix = await during('building and packing the extension', () => packQuietly());
  const inVSCode = await during(`activating it ${runs} times in a real VS Code`, () =>
    activationTimes(vsix, runs),
  );
  const loads = await during(`loading its bundles ${runs} times in turn`, () => loadTimes(runs));
  const ms = (/** @type {readonly number[]} */ times) => `${median(times).toFixed(1)} ms`;
  const ratio = median(loads.entry) / median(loads.all);
  console.log(`
package       ${kilobytes((await stat(vsix)).size)}
entry         ${kilobytes((await stat('dist/extension.cjs')).size)}
activation    ${ms(inVSCode)}  median of ${runs}, as VS Code counts it: ${inVSCode.join(', ')}
loading       ${ms(loads.entry)} for the entry, ${ms(loads.all)} for all that it may need: ${ratio.toFixed(2)} ×`);
});
