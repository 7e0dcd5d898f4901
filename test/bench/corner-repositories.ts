import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markerText } from '../../src/core/corners/marker';
import { seeded } from './make-repository';
import { git, repositoryOf, type SizeName } from './repositories';

/** A branch of usual size: so many files it changes, so many corners it cuts and cleans. */
const CHANGED = 100;
const CUT = 10;

/** Where the branch's base is. */
export const BASE = 'refs/tags/bench-corners-base';

/**
 * A repository of a size with a working tree in which every record's corner has its marker, and a branch on top that
 * changes a hundred files, cuts ten corners and cleans ten. Made once; put back to where it was.
 */
export async function withCorners(name: SizeName): Promise<string> {
  const from = await repositoryOf(name);
  const folder = `${from}-corners`;
  if (!existsSync(folder)) {
    const part = `${folder}.part`;
    execFileSync('rm', ['-rf', part]);
    git(from, 'clone', '-q', '--no-tags', from, part);
    fill(part);
    renameSync(part, folder);
  }
  git(folder, 'reset', '-q', '--hard', 'refs/heads/topic');
  git(folder, 'clean', '-q', '-fd');
  // What every person's repository has after a while: an index that knows the files' times.
  git(folder, 'status', '--short');
  return folder;
}

/** The source files, in git's order. */
export function sources(folder: string): string[] {
  return git(folder, 'ls-files', 'src').split('\n');
}

function fill(folder: string): void {
  const ids = [...new Set(git(folder, 'grep', '-hoE', 'c-[0-9a-z]{5}$', '--', '.kata').split('\n'))];
  const files = sources(folder);
  const random = seeded(5);
  const put = (file: string, id: string) => {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    lines.splice(6, 0, `// ${markerText(id, 'rates never expire')}`);
    writeFileSync(join(folder, file), lines.join('\n'));
  };
  const some = () => files[Math.floor(random() * files.length)] ?? '';
  const marked = ids.map((id) => ({ id, file: some() }));
  for (const { id, file } of marked.slice(CUT)) put(file, id);
  git(folder, 'commit', '-q', '-a', '-m', 'Corners');
  git(folder, 'update-ref', BASE, 'HEAD');
  git(folder, 'checkout', '-q', '-b', 'topic');
  for (const { id, file } of marked.slice(0, CUT)) put(file, id);
  for (const { id, file } of marked.slice(CUT, 2 * CUT)) {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    writeFileSync(join(folder, file), lines.filter((line) => !line.includes(id)).join('\n'));
  }
  for (let n = 0; n < CHANGED; n++) {
    const file = some();
    writeFileSync(join(folder, file), `${readFileSync(join(folder, file), 'utf8')}export const w${n} = 1;\n`);
  }
  git(folder, 'commit', '-q', '-a', '-m', 'A branch');
}
