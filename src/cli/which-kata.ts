import { resolve } from 'node:path';
import type { KataHome, LoadedKata } from '../core/load/loaded';
import { CliFailure, STATUS } from './failure';
import type { Root } from './root';

/**
 * The kata that a person means: the one that was named, else the only one there is.
 * @param named a slug, or a path from the current folder or from the root
 * @param id of a record: it is unique, so its kata need not be named
 * @throws CliFailure where there is none, none of that name, or several
 */
export function chooseKata(homes: readonly KataHome[], root: Root, named?: string, id?: string): LoadedKata {
  const all = homes.flatMap((home) => home.katas);
  if (all.length === 0) throw noKata(root.folder);
  const names = (katas: readonly LoadedKata[]) => katas.map((kata) => nameAmong(all, kata)).join(', ');
  const found = named === undefined ? holding(all, id) : ofName(all, root, named);
  const [first, ...more] = found;
  if (first === undefined) {
    const mend = `name one of ${names(all)}`;
    throw new CliFailure('kata/not-there', `There is no kata ${named}`, mend, STATUS.notThere);
  }
  if (more.length > 0) {
    const message = named === undefined ? 'There are several katas here' : `Several katas are named ${named}`;
    throw new CliFailure('kata/several', message, `say which with --kata: ${names(found)}`, STATUS.usage);
  }
  return first;
}

/** There is nothing to work on yet. */
export function noKata(folder: string): CliFailure {
  const mend = 'run `kata init SLUG` to begin one, such as `kata init checkout-latency`';
  return new CliFailure('kata/none', `There is no kata in ${folder}`, mend, STATUS.notThere);
}

/** A slug is enough where it is one kata's alone; the folder tells katas of several homes apart. */
function nameAmong(all: readonly LoadedKata[], kata: LoadedKata): string {
  return all.filter(({ slug }) => slug === kata.slug).length > 1 ? kata.folder : kata.slug;
}

/** By a path from the current folder, else by one from the root, else by slug. */
function ofName(all: readonly LoadedKata[], root: Root, name: string): readonly LoadedKata[] {
  const at = (start: string) =>
    all.filter(({ folder }) => {
      const path = resolve(root.folder, folder);
      return [path, resolve(path, 'kata.yaml')].includes(resolve(start, name));
    });
  const ways = [() => at(root.start), () => at(root.folder), () => all.filter(({ slug }) => slug === name)];
  return ways.map((way) => way()).find((found) => found.length > 0) ?? [];
}

/** The katas that hold a record of this id; all of them where none is asked for. @throws CliFailure where none has it */
function holding(all: readonly LoadedKata[], id: string | undefined): readonly LoadedKata[] {
  if (id === undefined || all.length === 1) return all;
  const found = all.filter(({ experiments, obstacles }) =>
    [...experiments, ...obstacles].some((record) => record.id === id || record.handle === id),
  );
  if (found.length > 0) return found;
  const mend = 'look for it with `kata list` and `kata experiment list --all-refs`';
  throw new CliFailure('edit/not-there', `No kata here has ${id}`, mend, STATUS.notThere);
}
