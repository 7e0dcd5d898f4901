import type { KataHome } from '../core/load/loaded';

/** The `.kata` folders, relative to the root. */
export function kataHomes(homes: readonly KataHome[]): readonly string[] {
  return homes.map(({ folder }) => (folder === '' ? '.kata' : `${folder}/.kata`));
}
