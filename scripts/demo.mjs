// npm run demo: the extension on a sample repository, in a VS Code, with no other step.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { Failure, runScript } from './lib/failure.mjs';

const HELP = `npm run demo                                 opens the sample repository with the extension
npm run demo -- --screenshot board.png       saves a picture of the storyboard, and ends
                --theme NAME                 dark_modern, light_modern, hc-black or hc-light
                --width N --height N         of the picture, in pixels (1600, and as high as the board)
npm run demo -- --stop-after SECONDS         ends by itself
npm run demo -- --web                        the VS Code from npm, even where there is a desktop VS Code`;

/** @param {string} name @param {string | undefined} text @param {number} otherwise */
function whole(name, text, otherwise) {
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Failure(`--${name} is ${text}.`, 'Give a whole number above 0.');
}

function options() {
  try {
    return parseArgs({
      options: {
        screenshot: { type: 'string' },
        theme: { type: 'string', default: 'dark_modern' },
        width: { type: 'string' },
        height: { type: 'string' },
        'stop-after': { type: 'string' },
        web: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error), `These are known:\n${HELP}`);
  }
}

await runScript(async () => {
  const given = options();
  if (given.help) {
    console.log(HELP);
    return;
  }
  const stopAfter = given['stop-after'] === undefined ? null : whole('stop-after', given['stop-after'], 0);
  const width = whole('width', given.width, 1600);
  const height = given.height === undefined ? null : whole('height', given.height, 0);
  await ensureDependencies();
  const { openDemo, takePicture, themeNamed } = await import('./lib/demo.mjs');
  const theme = themeNamed(given.theme);
  if (given.screenshot === undefined) {
    await openDemo({ theme, web: given.web, stopAfter });
    return;
  }
  // npm runs scripts in the project's folder; the picture goes where the person stands.
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), given.screenshot);
  await takePicture({ file, theme, width, height });
  console.log(`\nThe storyboard is in ${file}`);
});
