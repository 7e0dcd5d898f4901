import { recordsOf } from '../../core/check/places';
import { loadHomes, nextTurn } from '../../core/load/load-homes';
import type { KataHome, LoadedRecord } from '../../core/load/loaded';
import { type ChangeTips, changeEndsOf } from '../merge-base';
import type { Objects } from '../objects';
import type { Repository } from '../repository';
import type { CommitId } from '../revision';
import type { ReviewCache } from './cache';
import { readAhead } from './read-ahead';
import type { ReviewRequest } from './request';

export interface Comparing {
  readonly repository: Repository;
  readonly objects: Objects;
  readonly request: ReviewRequest;
  readonly cache: ReviewCache;
  /** The base, as a person named it. */
  readonly against: string;
  readonly tips: ChangeTips;
}

/** The katas of both sides of a change. */
export interface Sides {
  /** The merge base. */
  readonly base: CommitId;
  readonly before: readonly KataHome[];
  readonly after: readonly KataHome[];
}

/**
 * Reads both sides through the same loader. Head is parsed while git looks for the merge base and lists its tree; then
 * what is the same on both sides is neither read nor parsed again.
 * @throws GitFailure as `changeEndsOf`
 */
export async function readSides(comparing: Comparing): Promise<Sides> {
  const { objects, request, cache } = comparing;
  const { signal } = request;
  const [after, { base, files }] = await Promise.all([readHead(comparing), listBase(comparing)]);
  const records = new Map(after.flatMap(recordsIn).map((record) => [record.path, record]));
  await readAhead(objects, files, cache.records, { signal, alike: (path) => records.get(path) });
  const before = await loadHomes(files, loadingOf(comparing));
  signal?.throwIfAborted();
  return { base, before, after };
}

async function readHead(comparing: Comparing): Promise<readonly KataHome[]> {
  const { repository, objects, request, cache, tips } = comparing;
  const { head, workingTree, signal } = request;
  if (head === undefined) return loadHomes(workingTree, loadingOf(comparing));
  const files = cache.files(repository, tips.head);
  await readAhead(objects, files, cache.records, { signal });
  return loadHomes(files, loadingOf(comparing));
}

async function listBase({ repository, request, cache, against, tips }: Comparing) {
  const { base } = await changeEndsOf(repository, against, request.head, tips);
  const files = cache.files(repository, base);
  await files.list();
  return { base, files };
}

function loadingOf({ cache, request: { signal } }: Comparing) {
  const breathe = async () => {
    await nextTurn();
    signal?.throwIfAborted();
  };
  return { cache: cache.records, breathe };
}

function recordsIn({ config, katas }: KataHome): readonly LoadedRecord[] {
  return [...(config === null ? [] : [config]), ...katas.flatMap(recordsOf)];
}
