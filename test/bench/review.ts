import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { newId } from '../../src/core/model/ids';
import type { Bench, FigureSet } from './figure-set';
import { experimentText, seeded } from './make-repository';
import { checkedOut, git } from './repositories';
import { shipped } from './shipped';

const RECORDS = '.kata/checkout/experiments';
const MAIN = 'refs/remotes/origin/main';
const BASE = 'refs/heads/bench-review-base';
const HEAD = 'refs/heads/bench-review';

/** As the figure has it, also where the repository is so small that it has fewer. */
const AT_LEAST = 1_000;

/** Two commits on top of main: as many records as are asked for, then six of ten say something else. @returns how many there are, and the paths of these */
function changeRecords(root: string): { readonly all: number; readonly paths: readonly string[] } {
  const listed = () => git(root, 'ls-files', '--', RECORDS).split('\n');
  const taken = new Set<string>();
  for (let n = listed().length; n < AT_LEAST; n++) {
    const id = newId('x', taken, seeded(n + 1_000_000));
    taken.add(id);
    writeFileSync(join(root, RECORDS, `${id}.yaml`), experimentText(n));
  }
  git(root, 'add', '--', RECORDS);
  git(root, 'commit', '-q', '--allow-empty', '-m', 'More experiments');
  git(root, 'update-ref', BASE, 'HEAD');
  const all = listed();
  const paths = all.filter((_, at) => at % 10 < 6);
  for (const path of paths) {
    const file = join(root, path);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^learner: .*$/m, 'learner: Cem'));
  }
  git(root, 'commit', '-q', '-a', '-m', 'Another learner');
  git(root, 'update-ref', HEAD, 'HEAD');
  git(root, 'reset', '-q', '--hard', MAIN);
  return { all: all.length, paths };
}

/** P9: the records of a change compared, beside reading them with git by hand. Code and its corners are not looked at. */
async function review({ size, show }: Bench, root: string): Promise<void> {
  const { openRepository, readReview, ReviewCache, workingTreeFiles } = shipped();
  const { all, paths } = changeRecords(root);
  const repository = await openRepository(root);
  const request = {
    base: BASE,
    head: HEAD,
    workingTree: workingTreeFiles(root),
    clock: '2026-11-24',
    code: false,
  };
  const kept = new ReviewCache();
  const { review: found } = await readReview(repository, { ...request, cache: kept });
  const changed = found.katas.flatMap(({ experiments }) => experiments).length;
  if (changed !== paths.length) throw new Error(`${changed} of ${paths.length} changes were found`);
  const what = `${size}: review, ${paths.length} of ${all} records changed`;
  await show({
    id: 'P9',
    what: `${what}, warm`,
    ours: { name: 'ours', run: () => readReview(repository, { ...request, cache: kept }) },
    peers: [
      {
        name: 'git show, file by file on both sides',
        reach: 0.02,
        run: () => {
          for (const path of paths) for (const end of [BASE, HEAD]) git(root, 'show', `${end}:${path}`);
        },
      },
    ],
  });
  await show({
    id: 'P9',
    what: `${what}, cold`,
    ours: { name: 'ours', run: () => readReview(repository, request) },
    peers: [
      {
        name: 'diff-tree, cat-file, parseDocument',
        reach: 1.2,
        run: () => {
          const raw = git(root, 'diff-tree', '-r', '--no-abbrev', BASE, HEAD, '--', RECORDS);
          const ids = raw.split('\n').flatMap((line) => line.split(' ').slice(2, 4));
          const input = `${ids.join('\n')}\n`;
          const texts = execFileSync('git', ['-C', root, 'cat-file', '--batch'], {
            input,
            maxBuffer: 2 ** 28,
          });
          for (const text of texts
            .toString()
            .split(/^[0-9a-f]{40} blob \d+$/m)
            .slice(1))
            parseDocument(text).toJS();
        },
      },
    ],
  });
}

export const reviewFigures: readonly FigureSet[] = [
  {
    id: 'P9',
    each: async (bench) => {
      const root = await checkedOut(bench.size);
      try {
        await review(bench, root);
      } finally {
        // Other figures walk all branches.
        for (const ref of [BASE, HEAD]) git(root, 'update-ref', '-d', ref);
      }
    },
  },
];
