import type { Commit, Hash } from './history';
import type { Prediction, PredictionOrder } from './prediction';
import type { Tie } from './ties';

/**
 * What history says, in the words that people read everywhere: board, terminal, Markdown, problems. Only here, so
 * that it is said one way. What is not known is said as not known; nobody is blamed for it.
 */

const ORDERS: Record<Exclude<PredictionOrder, 'unknown'>, string> = {
  pending: 'no result yet',
  before: 'predicted before the result',
  changed: 'prediction changed after the result',
  together: 'prediction and result in the same commit',
  after: 'no prediction before the result',
};

/** Whether the prediction came first: `predicted before the result`. */
export function orderWords(prediction: Prediction, edge: ReadonlySet<Hash>): string {
  if (prediction.order !== 'unknown') return ORDERS[prediction.order];
  if (prediction.result === null) return 'not committed yet: history cannot say';
  return edge.has(prediction.result)
    ? 'history is cut off at the result: it cannot say'
    : 'in one commit: history cannot say';
}

const TIE_WORDS: Record<Exclude<Tie, 'patch'>, string> = {
  message: 'its message names the experiment',
  file: 'it changed the record',
  clean: 'it cleaned a corner',
  branch: 'it is on the branch',
};

/** What showed that a commit is the experiment's, with what it copies or takes back: `its message names the experiment; copy of 1a2b3c4d`. */
export function tieWords(tie: Tie, { reverts }: Pick<Commit, 'reverts'>, copyOf: Hash | null): string {
  const why = tie === 'patch' ? 'likely: the same change' : TIE_WORDS[tie];
  return [
    why,
    copyOf === null ? null : `copy of ${shortHash(copyOf)}`,
    reverts === null ? null : `takes back ${shortHash(reverts)}`,
  ]
    .filter((part) => part !== null)
    .join('; ');
}

/** A commit's id as people read it. */
export function shortHash(hash: Hash): string {
  return hash.slice(0, 8);
}

const FIELDS: Readonly<Record<string, string>> = {
  title: 'short name',
  target: 'target condition',
  obstacle: 'obstacle',
  step: 'step',
  expect: 'what you expect',
  expectValues: 'predicted numbers',
  checkBy: 'when to check',
  learner: 'learner',
  started: 'start',
  happened: 'what happened',
  values: 'measured numbers',
  learned: 'what we learned',
  finished: 'finish',
  outcome: 'outcome',
  corners: 'corners',
};

/** A record's field as people call it; a key that the format does not know as it is written. */
export function fieldWords(key: string): string {
  return Object.hasOwn(FIELDS, key) ? (FIELDS[key] ?? key) : key;
}

/** Where a record lives that is not in the working tree: `only on origin/idea`. @param ref its full name */
export function onlyOnWords(ref: string): string {
  return ref.startsWith('refs/kata/')
    ? `on no branch, remembered as ${ref}`
    : `only on ${ref.replace(/^refs\/(heads|remotes)\//, '')}`;
}

/** How often predictions held, with the practice's reading of it. @param judged confirmed and refuted predictions that were made before the result */
export function accuracyWords(held: number, judged: number): string {
  const said = `${held} of ${judged} prediction${judged === 1 ? '' : 's'} held`;
  const share = held / judged;
  if (judged < 5) return `${said}: too few to read anything into.`;
  if (share >= 0.9) return `${said}: nearly all, so the steps may be too timid to learn from.`;
  if (share >= 0.35) return `${said}: a good share of surprises to learn from.`;
  return `${said}: few, so go and see more closely what is there before the next step.`;
}
