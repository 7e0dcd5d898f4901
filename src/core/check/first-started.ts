import type { Experiment } from '../model/experiment';

/** An experiment that need not be read to see roughly when it started. */
export interface Candidate {
  readonly path: string;
  readonly text: string;
  read(): Experiment | undefined;
}

const STARTED = /started["']?\s*:\s*["']?(\d{4}-\d{2}-\d{2})/g;

/**
 * The experiments among which, for each target, is the one that was started first: as few are read as their texts allow.
 * A text may seem to say an earlier day than its record does, never a later one.
 */
export function firstStarted(candidates: readonly Candidate[]): string[] {
  const inOrder = candidates
    .filter(({ text }) => text.includes('started'))
    .map((candidate) => ({ candidate, day: dayIn(candidate.text) }))
    .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  const known = new Set<string>();
  return inOrder.flatMap(({ candidate, day }) => {
    const named = /^target:[ \t]+([a-z0-9-]+)[ \t]*\r?$/m.exec(candidate.text)?.[1];
    if (named !== undefined && known.has(named)) return [];
    const { target, started } = candidate.read() ?? {};
    if (target !== undefined && started === day) known.add(target);
    return [candidate.path];
  });
}

/** The earliest day that a text could mean; before all days where it says it in a way that is not known here. */
function dayIn(text: string): string {
  const days = [...text.matchAll(STARTED)].map(([, day]) => day ?? '');
  const isPlain = days.length === text.split('started').length - 1;
  return isPlain ? (days.sort()[0] ?? '') : '';
}
