import { execFile } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installVSCode } from '../../scripts/vscode/install.mjs';
import { vscodeVersions } from '../../scripts/vscode/versions.mjs';
import { loadHomes } from '../../src/core/load/load-homes';
import type { KataHome } from '../../src/core/load/loaded';
import { workingTreeFiles } from '../../src/files/working-tree';
import { CornerIndex } from '../../src/git/corners/corner-index';
import { diffMarkers } from '../../src/git/corners/marker-diff';
import { scanTree } from '../../src/git/corners/scan';
import { openRepository, type Repository } from '../../src/git/repository';
import { resolveCommit } from '../../src/git/revision';
import { BASE, sources, withCorners } from './corner-repositories';
import type { FigureSet } from './figure-set';
import type { Candidate, Figure } from './measure';
import type { SizeName } from './repositories';

const today = '2026-11-24';
const LETTERS = `KATA-${'CORNER'}(`;

/** Runs a peer; its output is read and thrown away. Status 1 is "nothing found". */
function peer(program: string, cwd: string, ...args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { cwd, maxBuffer: 2 ** 30 }, (error) =>
      error !== null && child.exitCode !== 1 ? reject(error) : resolve(),
    );
  });
}

/** The ripgrep that the newest VS Code brings along: the one that its own search uses. */
async function ripgrep(): Promise<string> {
  const { server } = await installVSCode(vscodeVersions.newest, () => {});
  const modules = join(dirname(server), '..', 'node_modules', '@vscode', 'ripgrep-universal', 'bin');
  return join(modules, `${process.platform}-${process.arch}`, process.platform === 'win32' ? 'rg.exe' : 'rg');
}

interface Tree {
  readonly size: SizeName;
  readonly folder: string;
  readonly repository: Repository;
  readonly homes: readonly KataHome[];
  readonly files: readonly string[];
}

async function treeOf(size: SizeName): Promise<Tree> {
  const folder = await withCorners(size);
  const repository = await openRepository(folder);
  return {
    size,
    folder,
    repository,
    homes: await loadHomes(workingTreeFiles(folder)),
    files: sources(folder),
  };
}

/** P5: every marker of the tree, beside the plainest search for one, and ripgrep with its ignore rules. */
function allCorners({ size, folder, repository }: Tree, rg: string): Figure {
  const search = ['--no-config', '--hidden', '-g', '!.git', '-n', '-F', LETTERS, '.'];
  return {
    id: 'P5',
    what: `${size}: all corners of the tree`,
    ours: { name: 'ours', run: () => scanTree(repository.git, folder, '') },
    peers: [
      {
        name: 'git grep -n -I -F, untracked files too',
        reach: 1.25,
        run: () => peer('git', folder, 'grep', '-n', '-I', '-F', '--untracked', LETTERS),
      },
      { name: 'ripgrep', reach: 1, run: () => peer(rg, folder, ...search) },
    ],
  };
}

/** Changes so many files, and tells the index. */
function changing({ folder, files }: Tree, index: CornerIndex, count: number): () => void {
  let round = 0;
  return () => {
    round += 1;
    const paths = Array.from({ length: count }, (_, at) => files[(at * 7 + round) % files.length] ?? '');
    for (const path of paths) appendFileSync(join(folder, path), `// ${round}\n`);
    index.changed(paths);
  };
}

/** P6: a refresh after so many files changed, beside the search of all. */
async function afterChanges(tree: Tree, count: number): Promise<Figure> {
  const { size, folder, repository, homes } = tree;
  const index = new CornerIndex(repository, folder);
  await index.read(homes, { today });
  return {
    id: 'P6',
    what: `${size}: corners after ${count} files changed`,
    ours: { name: 'ours', before: changing(tree, index, count), run: () => index.read(homes, { today }) },
    peers: [{ name: 'the full scan', reach: 0.2, run: () => scanTree(repository.git, folder, '') }],
  };
}

/** P7: a thousand files at once, beside one ripgrep a file. */
async function manyChanges(tree: Tree, rg: string): Promise<Figure> {
  const { size, folder, repository, homes, files } = tree;
  const count = Math.min(1000, files.length);
  const index = new CornerIndex(repository, folder);
  await index.read(homes, { today });
  return {
    id: 'P7',
    what: `${size}: corners after ${count} files changed`,
    ours: { name: 'ours', before: changing(tree, index, count), run: () => index.read(homes, { today }) },
    peers: [
      {
        name: 'one ripgrep a file',
        reach: 0.2,
        run: async () => {
          for (const file of files.slice(0, count))
            await peer(rg, folder, '--no-config', '-n', '-F', LETTERS, file);
        },
      },
    ],
  };
}

/** How many git processes a refresh after a thousand changed files starts. */
async function processesAfterMany(tree: Tree): Promise<number> {
  const { folder, homes } = tree;
  let started = 0;
  const repository = {
    ...tree.repository,
    git: new Proxy(tree.repository.git, {
      get(target, name) {
        if (name === 'run' || name === 'start') started += 1;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
  };
  const index = new CornerIndex(repository, folder);
  await index.read(homes, { today });
  changing(tree, index, Math.min(1000, tree.files.length))();
  started = 0;
  await index.read(homes, { today });
  return started;
}

/** P8: what a branch cut and cleaned, beside git's own telling, and beside a search of both trees. */
async function ofBranch({ size, folder, repository }: Tree, reach: number): Promise<Figure> {
  const { git } = repository;
  const [base, head] = [await git.run(resolveCommit(BASE)), await git.run(resolveCommit('HEAD'))];
  const ours: Candidate = { name: 'ours', run: () => diffMarkers(git, base, head) };
  return {
    id: 'P8',
    what: `${size}: corners of A..B`,
    ours,
    peers: [
      {
        name: 'git diff -U0 -G',
        reach: 1.3,
        run: () => peer('git', folder, 'diff', '-U0', '-GKATA-CORNER[(]', base, head),
      },
      {
        name: 'two greps',
        reach,
        run: async () => {
          await peer('git', folder, 'grep', '-n', '-I', '-F', LETTERS, base);
          await peer('git', folder, 'grep', '-n', '-I', '-F', LETTERS, head);
        },
      },
    ],
  };
}

/** Two greps grow with the tree, a diff with the change: the figure is for the largest. */
const BESIDE_GREPS: Partial<Record<SizeName, number>> = { XL: 0.05 };

export const cornerFigures: readonly FigureSet[] = [
  { id: 'P5', each: async ({ size, show }) => show(allCorners(await treeOf(size), await ripgrep())) },
  { id: 'P6', each: async ({ size, show }) => show(await afterChanges(await treeOf(size), 50)) },
  {
    id: 'P7',
    each: async ({ size, show, most }) => {
      const tree = await treeOf(size);
      await show(await manyChanges(tree, await ripgrep()));
      most('P7', `${size}: git processes after 1,000 files changed`, await processesAfterMany(tree), 3);
    },
  },
  {
    id: 'P8',
    each: async ({ size, show }) => show(await ofBranch(await treeOf(size), BESIDE_GREPS[size] ?? 1)),
  },
];
