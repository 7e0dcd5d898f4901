import { parse, stringify } from 'yaml';
import type { Corner as CodeCorner, Corners } from '../../src/core/corners/corner';
import type { KnownHistory } from '../../src/core/experiments/known-history';
import type { PredictionOrder } from '../../src/core/experiments/prediction';
import { loadHomes } from '../../src/core/load/load-homes';
import type { KataHome } from '../../src/core/load/loaded';
import type { CoachingCycle } from '../../src/core/model/coaching';
import type { Experiment } from '../../src/core/model/experiment';
import type { Kata } from '../../src/core/model/kata';
import type { Point } from '../../src/core/model/measurements';
import type { Obstacle } from '../../src/core/model/obstacle';
import { compareKatas, type HeadSide } from '../../src/core/review/compare';
import type { Review } from '../../src/core/review/review';
import { FOLDER, type KataTexts, RICH } from './katas';
import { memoryFiles } from './memory-files';

/** A kata as values that a test changes as it likes; its files are written from them. */
export interface Story {
  folder: string;
  kata: Kata;
  /** By file name without its ending. */
  obstacles: Record<string, Obstacle>;
  experiments: Record<string, Experiment>;
  coaching: Record<string, CoachingCycle>;
  /** By path below `measurements/`, without its ending. */
  measurements: Record<string, Point[]>;
  /** Files whose text stands as it is, by path below the kata: broken ones; null for one that is not there. */
  texts: Record<string, string | null>;
  /** `config.yaml` beside the kata. */
  config: Record<string, unknown>;
  /** Whether predictions came first, by experiment id. */
  orders: Record<string, PredictionOrder>;
  /** What the code says, by corner id; null where it is not looked at. */
  code: Record<string, Partial<CodeCorner> & Pick<CodeCorner, 'state'>> | null;
}

/** The kata of the format's page, as values. */
export function richStory(): Story {
  const story: Story = {
    folder: FOLDER,
    kata: parse(RICH['kata.yaml'] ?? ''),
    obstacles: {},
    experiments: {},
    coaching: {},
    measurements: {},
    texts: {},
    config: {},
    orders: {},
    code: {},
  };
  for (const [path, text] of Object.entries(RICH)) {
    const match = /^(obstacles|experiments|coaching|measurements)\/(.+)\.yaml$/.exec(path);
    const [, folder, name] = match ?? [];
    if (folder !== undefined && name !== undefined) story[folder as 'obstacles'][name] = parse(text);
  }
  return story;
}

/** Its kata's files, by path from the top. */
export function filesOf(story: Story): KataTexts {
  const { folder, kata, config, texts } = story;
  const files: Record<string, string> = { [`${folder}/kata.yaml`]: stringify(kata) };
  for (const kind of ['obstacles', 'experiments', 'coaching', 'measurements'] as const) {
    for (const [name, value] of Object.entries(story[kind]))
      files[`${folder}/${kind}/${name}.yaml`] = stringify(value);
  }
  if (Object.keys(config).length > 0) files['.kata/config.yaml'] = stringify(config);
  for (const [path, text] of Object.entries(texts)) {
    if (text === null) delete files[`${folder}/${path}`];
    else files[`${folder}/${path}`] = text;
  }
  return files;
}

export async function homesOf(...stories: readonly Story[]): Promise<KataHome[]> {
  return loadHomes(memoryFiles(Object.assign({}, ...stories.map(filesOf))));
}

/** What the code says of a story's corners. */
function codeOf(stories: readonly Story[]): Corners | null {
  if (stories.some(({ code }) => code === null)) return null;
  const corners = stories.flatMap(({ code }) =>
    Object.entries(code ?? {}).map(
      ([id, told]): CodeCorner => ({
        id,
        kata: null,
        home: null,
        experiment: null,
        what: id,
        why: null,
        plan: null,
        owner: null,
        until: null,
        path: null,
        kept: null,
        overdue: false,
        places: [],
        evidence: null,
        cut: null,
        ...told,
      }),
    ),
  );
  return { corners, skipped: [], why: [] };
}

const COMMIT = '4f2a91c84f2a91c84f2a91c84f2a91c84f2a91c8';

function historyOf(stories: readonly Story[]): KnownHistory {
  const nothing = { branches: [], remembered: false, commits: [], differing: [] };
  const orders = stories.flatMap((story) => Object.entries(story.orders));
  const experiments = orders.map(([id, order]) => {
    const prediction = { order, predicted: null, result: COMMIT };
    return [id, { id, prediction, ...nothing }] as const;
  });
  const derived = { experiments: new Map(experiments), elsewhere: [] };
  return {
    derived,
    recordAt: () => undefined,
    edge: new Set(),
    withoutRecords: false,
    prefix: '',
    active: null,
    why: null,
  };
}

export async function sideOf(name: string, ...stories: readonly Story[]): Promise<HeadSide> {
  return {
    name,
    commit: null,
    homes: await homesOf(...stories),
    history: historyOf(stories),
    corners: codeOf(stories),
  };
}

/** The change from one story to what `change` makes of it, reviewed. */
export async function reviewOf(
  change: (story: Story) => void,
  { from = richStory(), today = '2026-11-25' }: { readonly from?: Story; readonly today?: string } = {},
): Promise<Review> {
  const after = structuredClone(from);
  change(after);
  return compareKatas(await sideOf('main', from), await sideOf('x-7f3kq', after), today);
}
