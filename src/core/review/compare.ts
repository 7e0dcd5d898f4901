import { checkHome } from '../check/check';
import { compareProblems } from '../check/compare';
import type { CheckHistory } from '../check/rule';
import type { Corners } from '../corners/corner';
import type { KnownHistory } from '../experiments/known-history';
import type { KataHome, LoadedRecord } from '../load/loaded';
import type { Config } from '../model/config';
import type { IsoDate } from '../model/dates';
import type { RecordKind } from '../model/layout';
import type { Problem } from '../model/problem';
import { metricsOf } from '../storyboard/metrics';
import { changeOf } from './change';
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
    katas: pairs.flatMap((pair) => kataChanges(pair, { records, code, today, history: head.history }) ?? []),
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
  return { brought, mended: mended.filter((problem) => isTold(problem) && !isOff(problem, base.homes)) };
}

/** Hints are an editor's. */
function isTold({ severity }: Problem): boolean {
  return severity !== 'hint';
}

/** True where a home's settings turned the rule off: nobody was told of that problem. */
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
    const [was, is] = [sideOf(old.get(folder)?.config), sideOf(now.get(folder)?.config)];
    const found = changeOf<Config, ItemEvent>(was, is, {
      id: (is ?? was)?.record.path ?? folder,
      owner: 'config',
      metrics,
      added: () => ['added'],
      changed: () => ['edited'],
    });
    return found ?? [];
  });
}

/** A file without settings is as good as none. */
function sideOf(record: LoadedRecord<'config'> | null | undefined) {
  const value = record?.value;
  if (!record || value === undefined || Object.keys(value).length === 0) return null;
  return { value, record: record as LoadedRecord<RecordKind>, path: [], name: 'config.yaml' };
}
