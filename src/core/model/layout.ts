import { isId, isSlug } from './ids';

/** The kinds of files below `.kata/`. */
export type RecordKind = 'config' | 'kata' | 'obstacle' | 'experiment' | 'coaching' | 'measurements';

/** What a path below a `.kata/` folder names. */
export interface RecordPlace {
  readonly kind: RecordKind;
  /** The folder that holds `.kata`, relative to what was loaded; empty for the top. */
  readonly home: string;
  /** The kata's slug; null for `config.yaml`. */
  readonly kata: string | null;
  /** The id in the file's name, if it has a good one: obstacle, experiment, coaching cycle. */
  readonly id: string | null;
  /** The metric that a file of measurements belongs to. */
  readonly metric: string | null;
}

const FOLDERS = {
  obstacles: ['obstacle', 'o'],
  experiments: ['experiment', 'x'],
  coaching: ['coaching', 'q'],
} as const;

/** A path is asked about on each way through a load, and the same paths are loaded again and again. */
const known = new Map<string, RecordPlace | null>();
const MOST_KNOWN = 50_000;

/**
 * What the file at `path` is, judged by its place alone; null for a file that is none of ours.
 * @param path with `/` between its parts, relative to the folder that is loaded.
 */
export function placeOf(path: string): RecordPlace | null {
  const before = known.get(path);
  if (before !== undefined) return before;
  const place = placeIn(path);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(path, place);
  return place;
}

function placeIn(path: string): RecordPlace | null {
  const parts = path.split('/');
  const at = parts.lastIndexOf('.kata');
  if (at < 0) return null;
  const home = parts.slice(0, at).join('/');
  const [first, second, third, fourth, ...more] = parts.slice(at + 1);
  if (first === undefined || more.length > 0) return null;
  const nothing = { home, kata: null, id: null, metric: null };
  if (second === undefined) return first === 'config.yaml' ? { ...nothing, kind: 'config' } : null;
  const inKata = { ...nothing, kata: first };
  if (third === undefined) return second === 'kata.yaml' ? { ...inKata, kind: 'kata' } : null;
  if (second === 'measurements') {
    return fourth?.endsWith('.yaml') ? { ...inKata, kind: 'measurements', metric: third } : null;
  }
  if (fourth !== undefined || !third.endsWith('.yaml') || !Object.hasOwn(FOLDERS, second)) return null;
  const [kind, prefix] = FOLDERS[second as keyof typeof FOLDERS];
  const id = third.slice(0, -'.yaml'.length).split('-').slice(0, 2).join('-');
  return { ...inKata, kind, id: isId(id, prefix) ? id : null };
}

/** True where the folder's name can be a kata's slug. */
export const isKataFolder = isSlug;
