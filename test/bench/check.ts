import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { MARKER } from '../../src/core/corners/marker';
import { jsonSchema } from '../../src/core/schema/json-schema';
import { bundled } from '../support/bundled';
import { tempFolder } from '../support/temp';
import type { FigureSet } from './figure-set';
import type { Figure } from './measure';
import { checkedOut, git, type SizeName } from './repositories';

const run = promisify(execFile);
const RECORDS = '.kata/checkout/experiments';
const CHANGED = 10;

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Starts a program of Node's and waits for its end: what a person or a job waits for. */
async function node(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, args, { maxBuffer: 2 ** 28 });
  return stdout;
}

/** The command as a package has it. */
function packed(): string {
  return bundled('src/cli/main.ts', { minify: true });
}

/** What a person would start by hand where no corner is marked: whether one ever was, only all of history can tell. */
function searchHistory(root: string): Promise<unknown> {
  return run('git', ['-C', root, 'log', '--all', '--format=%H', `-S${MARKER}(c-`], { maxBuffer: 2 ** 28 });
}

/**
 * P11: all rules over all katas, nothing kept, beside the schema alone over the same experiments.
 * @param marked false where the named corners stand nowhere, so that history has to be searched for each
 */
function everything(root: string, size: SizeName, kata: string, marked: boolean): Figure {
  const schema = join(tempFolder('kata-bench'), 'experiment.json');
  // ajv-cli reads YAML's dates as dates, not as texts.
  const asRead = (_key: string, part: unknown) =>
    isMap(part) && part.format === 'date' ? { ...part, type: undefined } : part;
  writeFileSync(schema, JSON.stringify(jsonSchema('experiment'), asRead));
  const ajv = resolve('node_modules/ajv-cli/dist/index.js');
  const how = ['--spec=draft7', '--strict=false', '-c', 'ajv-formats'];
  const data = join(root, RECORDS, '*.yaml');
  const validate = () => node(ajv, 'validate', ...how, '-s', schema, '-d', data);
  return {
    id: 'P11',
    what: `${size}: kata check, cold${marked ? '' : ', no corner was ever marked'}`,
    ours: { name: 'ours', run: () => node(kata, '-C', root, 'check', '--json') },
    peers: [
      marked
        ? { name: 'ajv-cli, the schema alone', reach: 2.2, run: validate }
        : {
            name: 'ajv-cli, then git log -S of the marker',
            reach: 1.5,
            run: async () => {
              await validate();
              await searchHistory(root);
            },
          },
    ],
  };
}

/** Marks every corner that a record names, as a team's code has it while they are open; the generated code has none. */
function markCorners(root: string): void {
  const [source = ''] = git(root, 'ls-files', '--', 'src').split('\n');
  const ids = git(root, 'grep', '-h', '-o', '-E', 'c-[0-9a-z]{5}$', '--', RECORDS).split('\n');
  const file = join(root, source);
  const lines = ids.map((id) => `// ${MARKER}(${id}): rates never expire\n`);
  writeFileSync(file, readFileSync(file, 'utf8') + lines.join(''));
}

/** P12: only what a change of ten records brought, beside checking all of them. */
function change(root: string, size: SizeName, kata: string): Figure {
  const paths = git(root, 'ls-files', '--', RECORDS).split('\n').slice(0, CHANGED);
  for (const path of paths) {
    const file = join(root, path);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^learner: .*$/m, 'learner: Cem'));
  }
  return {
    id: 'P12',
    what: `${size}: kata check --base, ${paths.length} records changed`,
    ours: {
      name: 'ours',
      run: () => node(kata, '-C', root, 'check', '--base', 'refs/remotes/origin/main', '--json'),
    },
    peers: [{ name: 'kata check of all', reach: 0.5, run: () => node(kata, '-C', root, 'check', '--json') }],
  };
}

export const checkFigures: readonly FigureSet[] = [
  {
    id: 'P11',
    each: async ({ size, show }) => {
      const [root, kata] = [await checkedOut(size), packed()];
      await show(everything(root, size, kata, false));
      markCorners(root);
      await show(everything(root, size, kata, true));
    },
  },
  {
    id: 'P12',
    each: async ({ size, show }) => show(change(await checkedOut(size), size, packed())),
  },
];
