import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { KataFiles } from '../../core/ports';
import type { Repository } from '../../git/repository';
import type { KataFolder } from '../records/kata-folder';

/** The kata files of a workspace folder, unsaved text among them, with paths from the repository's top. */
export function filesFromTop({ files, root }: KataFolder, { topLevel, gitDir }: Repository): KataFiles {
  const top = realpathSync(topLevel ?? gitDir);
  const real = realpathSync(root.fsPath);
  const slashed = (path: string) => (path === '' ? '' : `${path.split(sep).join('/')}/`);
  const isInside = real === top || real.startsWith(`${top}${sep}`);
  // The folder is in the repository, or holds it.
  const [added, cut] = isInside ? [slashed(relative(top, real)), ''] : ['', slashed(relative(real, top))];
  const fromTop = (path: string) => `${added}${path.slice(cut.length)}`;
  const inFolder = (path: string) => `${cut}${path.slice(added.length)}`;
  return {
    name: files.name,
    list: async () => (await files.list()).filter((path) => path.startsWith(cut)).map(fromTop),
    read: async (paths) => {
      const known = paths.filter((path) => path.startsWith(added)).map(inFolder);
      return new Map([...(await files.read(known))].map(([path, content]) => [fromTop(path), content]));
    },
  };
}

/** A kata's folder as it is called from the repository's top. @param path as its workspace folder calls it */
export function pathFromTop({ root }: KataFolder, { topLevel, gitDir }: Repository, path: string): string {
  const kata = realpathSync(root.fsPath) + sep + path.split('/').join(sep);
  return relative(realpathSync(topLevel ?? gitDir), kata)
    .split(sep)
    .join('/');
}
