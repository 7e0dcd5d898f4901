import picomatch from 'picomatch/posix';
import type { KataHome } from '../../core/load/loaded';
import { isKataPath } from '../../core/model/kata-path';

/** True for a path in which no corner is looked for. Relative to the folder that katas are loaded from. */
export type IsIgnored = (path: string) => boolean;

/** `extglob` could be made to take for ever, and `!` would turn a pattern into all other files. */
const OPTIONS = { dot: true, noextglob: true, nonegate: true } as const;

/**
 * What `ignore` in the homes' `config.yaml` leaves out, and the records themselves. A pattern is relative to the
 * folder that holds `.kata`, and reaches no further than it; one that names a folder stands for all in it.
 */
export function ignoredBy(homes: readonly KataHome[]): IsIgnored {
  const homesWithPatterns = homes.flatMap(({ folder, config }) => {
    const patterns = (config?.value?.ignore ?? []).flatMap(patternsOf);
    if (patterns.length === 0) return [];
    return [{ prefix: folder === '' ? '' : `${folder}/`, matches: picomatch(patterns, OPTIONS) }];
  });
  return (path) =>
    isKataPath(path) ||
    homesWithPatterns.some(
      ({ prefix, matches }) => path.startsWith(prefix) && matches(path.slice(prefix.length)),
    );
}

/** What `ignoredBy` depends on: the same text, and the same paths are ignored. */
export function ignoreKey(homes: readonly KataHome[]): string {
  return JSON.stringify(homes.map(({ folder, config }) => [folder, config?.value?.ignore ?? []]));
}

function patternsOf(text: string): string[] {
  const pattern = text
    .trim()
    .replace(/^\.?\/+/, '')
    .replace(/\/+$/, '');
  return pattern === '' ? [] : [pattern, `${pattern}/**`];
}
