import { checkHome } from '../check/check';
import { compareProblems } from '../check/compare';
import type { CheckHistory } from '../check/rule';
import type { Corners } from '../corners/corner';
import type { KnownHistory } from '../experiments/known-history';
import type { KataHome, LoadedRecord } from '../load/loaded';
import type { Config } from '../model/config';
import type { IsoDate } from '../model/dates';
import type { Problem } from '../model/problem';
import { metricsOf } from '../storyboard/metrics';
import { changeOf, type Side } from './change';
import type { CodeCorners } from './corners';
import { kataChanges, withoutStale } from './kata-changes';
import { type KataPair, matchKatas, RecordPairs } from './records';
import type { Change, ItemEvent, Review, ReviewedSide } from './review';

/** One of two states of all katas of a repository. */
export interface ReviewSide extends ReviewedSide {
  readonly homes: readonly KataHome[];
  /** What history says as this state knows it, for the rules; a board asks more of head's. Null where git was not asked. */
  readonly history: CheckHistory;
  /** What the code of this state says; where it is null on either side, records alone tell of corners. */
  readonly corners: Corners | null;
}

/** The state that is reviewed. */
export interface HeadSide extends ReviewSide {
  readonly history: KnownHistory | null;
}

/**
 * Compares two states of all katas, field by field, records matched by id. A state compared with itself gives nothing.
 * @param today judges dates on both sides, so that time itself brings no problem
 */
export function compareKatas(base: ReviewSide, head: HeadSide, today: IsoDate): Review {
  const [before, after] = [withoutStale(base.homes), withoutStale(head.homes)];
  const pairs = matchKatas(before, after);
  const code = codeCorners(base.corners, head.corners);
  const records = {
    obstacles: new RecordPairs(pairs, (kata) => kata.obstacles),
    experiments: new RecordPairs(pairs, (kata) => kata.experiments),
    coaching: new RecordPairs(pairs, (kata) => kata.coaching),
  };
  return {
    review: 1,
    base: { name: base.name, commit: base.commit },
    head: { name: head.name, commit: head.commit },
    today,
    katas: pairs.flatMap(
      (pair) =>
        kataChanges(pair, { records, code, today, history: head.history, corners: head.corners }) ?? [],
    ),
    settings: settingChanges(before, after),
    problems: problemChanges({ ...base, homes: before }, { ...head, homes: after }, pairs, today),
    orphans: orphansOf(head.corners).filter(({ id }) => code !== null && !code.base.has(id)),
    why: [
      ...new Set([head.history?.why ?? null, ...(base.corners?.why ?? []), ...(head.corners?.why ?? [])]),
    ].filter((sentence) => sentence !== null),
  };
}

function codeCorners(base: Corners | null, head: Corners | null): CodeCorners {
  if (base === null || head === null) return null;
  const byId = ({ corners }: Corners) => new Map(corners.map((corner) => [corner.id, corner]));
  return { base: byId(base), head: byId(head) };
}

function orphansOf(corners: Corners | null) {
  return (corners?.corners ?? []).filter(({ state }) => state === 'orphan');
}

function problemChanges(base: ReviewSide, head: ReviewSide, pairs: readonly KataPair[], today: IsoDate) {
  const moved = new Map(
    pairs.flatMap(({ before, after }) =>
      before === null || after === null || before.folder === after.folder
        ? []
        : [[before.folder, after.folder] as const],
    ),
  );
  const found = (side: ReviewSide, asFound: boolean): Problem[] =>
    side.homes.flatMap((home) =>
      checkHome(home, { today, history: side.history, corners: side.corners, asFound }),
    );
  const { brought, mended } = compareProblems(
    { homes: base.homes, problems: found(base, true) },
    { homes: head.homes, problems: found(head, false).filter(isTold) },
    moved,
  );
  const gone = pairs.flatMap(({ before, after }) =>
    before !== null && after === null ? [before.folder] : [],
  );
  const isGone = ({ path }: Problem) => gone.some((folder) => path.startsWith(`${folder}/`));
  return {
    brought,
    // Nobody was told of what a home's settings turned off, and to take a kata away mends nothing.
    mended: mended.filter((one) => isTold(one) && !isOff(one, base.homes) && !isGone(one)),
  };
}

/** Hints are an editor's. */
function isTold({ severity }: Problem): boolean {
  return severity !== 'hint';
}

/** True where a home's settings turned the rule off. */
function isOff({ code, path }: Problem, homes: readonly KataHome[]): boolean {
  const home = homes.find(({ folder }) => path.startsWith(folder === '' ? '.kata/' : `${folder}/.kata/`));
  const set = home?.config?.value?.check ?? {};
  return Object.hasOwn(set, code) && set[code] === 'off';
}

function settingChanges(
  before: readonly KataHome[],
  after: readonly KataHome[],
): Change<Config, ItemEvent>[] {
  const old = new Map(before.map((home) => [home.folder, home]));
  const now = new Map(after.map((home) => [home.folder, home]));
  const metrics = metricsOf(undefined);
  return [...new Set([...now.keys(), ...old.keys()])].sort().flatMap((folder) => {
    const [was, is] = [old.get(folder)?.config ?? null, now.get(folder)?.config ?? null];
    const record = is ?? was;
    if (record === null || isBroken(was) || isBroken(is)) return [];
    const found = changeOf<Config, ItemEvent>(sideOf(was, record), sideOf(is, record), {
      id: record.path,
      owner: 'config',
      metrics,
      added: () => ['added'],
      changed: () => ['edited'],
    });
    return found ?? [];
  });
}

/** Without a file, nothing is set: that is as good as an empty one. */
function sideOf(record: LoadedRecord<'config'> | null, other: LoadedRecord<'config'>): Side<Config> {
  return { value: record?.value ?? {}, record: record ?? other, path: [], name: 'config.yaml' };
}

function isBroken(record: LoadedRecord | null): boolean {
  return record !== null && record.value === undefined;
}
