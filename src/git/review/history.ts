import { experimentsOf, JUDGED, retold } from '../../core/check/retold';
import type { CheckHistory } from '../../core/check/rule';
import type { Derived } from '../../core/experiments/experiment-history';
import type { KnownHistory } from '../../core/experiments/known-history';
import type { PredictionOrder } from '../../core/experiments/prediction';
import type { KataHome } from '../../core/load/loaded';
import type { Experiment } from '../../core/model/experiment';
import { readEdge } from '../history/head';
import { readPredictions } from '../history/predictions';
import type { Repository } from '../repository';
import type { CommitId } from '../revision';

/** What a review tells the order of: a record that says nothing else of these was told of with an earlier change. */
const TELLING = [...JUDGED, 'started', 'finished'] as const;
/** Orders of which the rules tell: only of experiments that have one now is asked what was so before. */
const TOLD: readonly PredictionOrder[] = ['changed', 'together', 'after'];

/**
 * What history says of the experiments whose prediction, result or state changed, as each side knows it. @param head null for the working tree
 * @throws GitFailure
 */
export async function bothHistories(
  repository: Repository,
  before: readonly KataHome[],
  after: readonly KataHome[],
  base: CommitId,
  head: CommitId | null,
): Promise<{ before: CheckHistory; after: CheckHistory }> {
  const known = new Map(
    [...experimentsOf(before), ...experimentsOf(after)].flatMap(({ stamp, value, readOnly }) =>
      stamp === undefined || value === undefined || readOnly ? [] : [[stamp, value] as const],
    ),
  );
  const changed = retold(before, after, TELLING);
  const now = await predictions(repository, after, changed, known, head);
  const told = [...(now?.derived?.experiments ?? [])].flatMap(([id, { prediction }]) =>
    TOLD.includes(prediction.order) ? [id] : [],
  );
  return { before: await predictions(repository, before, new Set(told), known, base), after: now };
}

/** The order of prediction and result of the experiments that are asked about. */
async function predictions(
  repository: Repository,
  homes: readonly KataHome[],
  asked: ReadonlySet<string>,
  known: ReadonlyMap<string, Experiment>,
  asOf: CommitId | null,
): Promise<CheckHistory> {
  const wanted = new Map<string, Experiment>();
  for (const { id, value } of experimentsOf(homes)) {
    if (id !== null && value !== undefined && asked.has(id)) wanted.set(id, value);
  }
  if (wanted.size === 0) return null;
  const folders = homes.map(({ folder }) => (folder === '' ? '.kata' : `${folder}/.kata`));
  if (asOf === null) return readPredictions(repository, wanted, { folders, known });
  // At a commit, what was loaded is what is committed.
  const committed = new Map(
    experimentsOf(homes).flatMap(({ id, stamp }) =>
      id === null || stamp === undefined ? [] : [[id, stamp] as const],
    ),
  );
  return readPredictions(repository, wanted, { folders, known, asOf, committed });
}

/** What is known of predictions, as a board takes it; commits and branches were not asked. */
export async function asHistory(repository: Repository, found: CheckHistory): Promise<KnownHistory | null> {
  if (found === null) return null;
  const nothing = { branches: [], remembered: false, commits: [], differing: [] };
  const derived: Derived | null =
    found.derived === null
      ? null
      : {
          experiments: new Map(
            [...found.derived.experiments].map(([id, { prediction }]) => [
              id,
              { id, prediction, ...nothing },
            ]),
          ),
          elsewhere: [],
        };
  return {
    derived,
    recordAt: () => undefined,
    edge: await readEdge(repository.commonDir),
    withoutRecords: derived === null,
    prefix: '',
    active: null,
    why: derived === null ? 'This clone leaves out what would tell whether predictions came first.' : null,
  };
}
