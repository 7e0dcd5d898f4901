import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { placeOf } from '../../src/core/model/layout';
import { SCHEMAS } from '../../src/core/model/schemas';
import { writeAll } from '../../src/files/write';
import type { FigureSet } from './figure-set';
import type { Figure } from './measure';
import { checkedOut, git, type SizeName } from './repositories';
import { shipped } from './shipped';

async function loadAll(root: string): Promise<void> {
  const { loadHomes, workingTreeFiles } = shipped();
  await loadHomes(workingTreeFiles(root));
}

/** P1: the katas read again where nothing changed, beside what git needs to say so, and beside reading them all. */
async function unchanged(root: string, size: SizeName): Promise<Figure> {
  // As the extension does: it keeps the folder's files and the records, and asks again.
  const { loadHomes, RecordCache, workingTreeFiles } = shipped();
  const kept = { files: workingTreeFiles(root), cache: new RecordCache() };
  const again = () => loadHomes(kept.files, kept);
  await again();
  const stored = join(root, '.git', 'records.json');
  const files = await plain(root);
  await writeFile(stored, JSON.stringify(files.map(({ kind, text }) => [kind, parseDocument(text).toJS()])));
  return {
    id: 'P1',
    what: `${size}: katas read again, records kept`,
    ours: { name: 'ours', run: again },
    peers: [
      {
        name: 'ls-files, diff-files, JSON.parse',
        reach: 1.5,
        run: async () => {
          git(root, 'ls-files', '-s', '--', '.kata');
          git(root, 'diff-files', '--', '.kata');
          JSON.parse(await readFile(stored, 'utf8'));
        },
      },
      ...(size === 'L' || size === 'XL'
        ? [{ name: 'reading and parsing all', reach: 0.05, run: () => loadAll(root) }]
        : []),
    ],
  };
}

/** P2: the katas read for the first time, beside their libraries alone. */
function firstRead(root: string, size: SizeName): Figure {
  return {
    id: 'P2',
    what: `${size}: katas read, nothing kept`,
    ours: { name: 'ours', run: () => loadAll(root) },
    peers: [
      {
        name: 'read, parseDocument and zod of all',
        reach: 1.15,
        run: async () => {
          for (const { kind, text } of await plain(root)) SCHEMAS[kind].safeParse(parseDocument(text).toJS());
        },
      },
    ],
  };
}

async function plain(root: string) {
  const paths = git(root, 'ls-files', '--', '.kata').split('\n');
  const files = paths.flatMap((path) => {
    const kind = placeOf(path)?.kind;
    return kind === undefined ? [] : [{ path, kind }];
  });
  return Promise.all(
    files.map(async ({ path, kind }) => ({ kind, text: await readFile(join(root, path), 'utf8') })),
  );
}

/** P14: one edit saved, with lock, temporary file and fsync, beside the plainest way. */
async function saved(root: string, size: SizeName): Promise<Figure> {
  const path = '.kata/checkout/kata.yaml';
  const file = join(root, path);
  const original = await readFile(file, 'utf8');
  let now = original;
  let round = 0;
  /** What was there, which an editor knows, and what is to be. */
  const next = () => {
    const before = now;
    now = `${original}# ${++round}\n`;
    return { before, after: now };
  };
  return {
    id: 'P14',
    what: `${size}: one record saved`,
    ours: {
      name: 'ours',
      run: () => writeAll(root, [{ path, ...next() }]),
    },
    peers: [{ name: 'writeFile', reach: 5, run: () => writeFile(file, next().after) }],
  };
}

export const recordFigures: readonly FigureSet[] = [
  { id: 'P1', each: async ({ size, show }) => show(await unchanged(await checkedOut(size), size)) },
  { id: 'P2', each: async ({ size, show }) => show(firstRead(await checkedOut(size), size)) },
  { id: 'P14', each: async ({ size, show }) => show(await saved(await checkedOut(size), size)) },
];
