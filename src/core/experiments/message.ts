import { isId } from '../model/ids';

/** What a commit's message says about katas and about other commits. */
export interface MessageFacts {
  readonly experiments: readonly string[];
  readonly cleans: readonly string[];
  readonly reverts: string | null;
  readonly pickedFrom: string | null;
}

// A squash indents the line or pushes it out of the trailer block, so the whole message is searched, not git's
// trailers. The slug before the id is for people: only the id counts.
const EXPERIMENT = /^[ \t]*Kata-Experiment:[ \t]*(?:[a-z0-9-]+\/)?(x-[0-9a-z]{5})[ \t]*\r?$/gm;
const CLEANS = /^[ \t]*Kata-Cleans:[ \t]*(c-[0-9a-z]{5})[ \t]*\r?$/gm;
// The words of `git revert` and `git cherry-pick -x` (git's own manual pages).
const REVERTS = /^This reverts commit ([0-9a-f]{40}|[0-9a-f]{64})\b/m;
const PICKED = /^[ \t]*\(cherry picked from commit ([0-9a-f]{40}|[0-9a-f]{64})\)[ \t]*\r?$/m;

/** A message without any of these says nothing. */
export const MESSAGE_WORDS = ['Kata-', 'This reverts commit ', '(cherry picked from commit '] as const;

/** What most messages say. */
export const NOTHING_SAID: MessageFacts = { experiments: [], cleans: [], reverts: null, pickedFrom: null };

function ids(pattern: RegExp, message: string): string[] {
  const found = Array.from(message.matchAll(pattern), (match) => match[1] ?? '');
  return [...new Set(found)].filter((id) => isId(id));
}

/**
 * Reads a commit's whole message.
 * A line counts only when it holds nothing else: prose that quotes one (`the line "Kata-Experiment: x-…" is added`) does not.
 */
export function readMessage(message: string): MessageFacts {
  // Most messages say none of it, and looking for a plain word costs a tenth of a pattern: histories are long.
  if (!MESSAGE_WORDS.some((word) => message.includes(word))) return NOTHING_SAID;
  return {
    experiments: ids(EXPERIMENT, message),
    cleans: ids(CLEANS, message),
    reverts: REVERTS.exec(message)?.[1] ?? null,
    pickedFrom: PICKED.exec(message)?.[1] ?? null,
  };
}
