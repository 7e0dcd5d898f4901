import type { KnownHistory } from '../../core/experiments/known-history';
import type { ExperimentState } from '../../core/model/experiment';
import type { TargetState } from '../../core/model/kata';
import type { ObstacleState } from '../../core/model/obstacle';
import { buildStoryboard } from '../../core/storyboard/build';
import type { ExperimentView, StoryboardView } from '../../core/storyboard/view';
import {
  checkByWords,
  countWords,
  dateWords,
  daysLeftWords,
  experimentStateWords,
  obstacleKindWords,
  obstacleStateWords,
  targetStateWords,
} from '../../core/storyboard/words';
import type { FoundKata } from '../records/records';
import { today } from '../today';
import type { GroupName, GroupNode, RecordNode } from './nodes';

const TARGET_ICONS: Record<TargetState, string> = {
  planned: 'circle-outline',
  active: 'target',
  reached: 'check',
  missed: 'dash',
  abandoned: 'circle-slash',
};

const OBSTACLE_ICONS: Record<ObstacleState, string> = {
  addressing: 'circle-filled',
  parked: 'circle-outline',
  deferred: 'clock',
  removed: 'check',
};

const EXPERIMENT_ICONS: Record<ExperimentState, string> = {
  planned: 'circle-outline',
  running: 'beaker',
  confirmed: 'check',
  refuted: 'close',
  inconclusive: 'question',
  abandoned: 'circle-slash',
  finished: 'circle-filled',
};

/** What people work on now stands out by one colour, beside its word. */
const NOW = 'charts.blue';

/** The lines below a kata: its groups that hold something, in the board's order. */
export function groupsOf(found: FoundKata, history: KnownHistory | null): GroupNode[] {
  const view = buildStoryboard(found.kata, { today: today(), history });
  const groups: [GroupName, RecordNode[]][] = [
    ['broken', brokenOf(found, view)],
    ['targets', targetsOf(found, view)],
    ['obstacles', obstaclesOf(found, view)],
    ['experiments', view.experiments.map((one) => experimentOf(found, view, one))],
  ];
  return groups
    .filter(([, records]) => records.length > 0)
    .map(([group, records]) => ({ kind: 'group', group, found, records }));
}

function targetsOf(found: FoundKata, view: StoryboardView): RecordNode[] {
  return view.targets.map((target) => {
    const active = target.state === 'active';
    const left = active && target.daysLeft !== null ? daysLeftWords(target.daysLeft) : null;
    const by = target.achieveBy.value;
    return {
      ...record(found, 'target', target.record, target.title.value ?? target.id),
      path: target.title.at.path,
      words: joined([targetStateWords(target.state), left]),
      icon: TARGET_ICONS[target.state],
      ...(active ? { colour: NOW } : {}),
      more: said([by === null ? null : `achieve by ${dateWords(by, view.today)}`, target.pattern.value]),
    };
  });
}

function obstaclesOf(found: FoundKata, view: StoryboardView): RecordNode[] {
  return view.obstacles.map((obstacle) => ({
    ...record(found, 'obstacle', obstacle.record, obstacle.title.value ?? obstacle.record),
    words: joined([obstacleStateWords(obstacle.state), obstacleKindWords(obstacle.kind)]),
    icon: OBSTACLE_ICONS[obstacle.state],
    ...(obstacle.state === 'addressing' ? { colour: NOW } : {}),
    more: said([
      obstacle.experiments === 0 ? null : countWords(obstacle.experiments, 'experiment'),
      obstacle.owner.value,
      obstacle.note.value,
    ]),
  }));
}

function experimentOf(found: FoundKata, view: StoryboardView, one: ExperimentView): RecordNode {
  const running = one.state === 'running';
  const check = running && one.checkBy.value !== null ? checkByWords(one.checkBy.value, view.today) : null;
  return {
    ...record(found, 'experiment', one.record, one.title.value ?? one.step.value ?? one.record),
    words: joined([experimentStateWords(one.state), check, whereWords(one, view.history?.active ?? null)]),
    icon: EXPERIMENT_ICONS[one.state],
    ...(running ? { colour: NOW } : {}),
    planned: one.state === 'planned',
    more: said([
      one.history?.order.words ?? null,
      one.step.value,
      prefixed('Expected', one.expect.value),
      prefixed('Happened', one.happened.value),
      prefixed('Learned', one.learned.value),
    ]),
  };
}

/** Where an experiment lives, in a few words; null where git does not say. */
function whereWords({ id, history }: ExperimentView, active: string | null): string | null {
  if (history === null) return null;
  if (history.onlyOn !== null) return history.onlyOn.words;
  const own = history.branches.find((branch) => id !== null && branch.includes(id));
  if (own === undefined) return null;
  return id === active ? `on ${own}, checked out` : `on ${own}`;
}

function brokenOf(found: FoundKata, view: StoryboardView): RecordNode[] {
  return view.broken.map((broken) => ({
    ...record(found, 'broken', broken.record, broken.file),
    line: broken.problems[0]?.line ?? 1,
    words: "can't be read whole",
    icon: 'warning',
    colour: 'list.warningForeground',
    more: broken.problems.map((problem) => `${problem.message} (line ${problem.line})`),
  }));
}

function record(found: FoundKata, type: RecordNode['type'], handle: string, label: string) {
  return { kind: 'record', found, type, handle, label, path: null, line: null } as const;
}

function prefixed(word: string, text: string | null): string | null {
  return text === null || text.trim() === '' ? null : `${word}: ${text.trim()}`;
}

function said(lines: readonly (string | null)[]): string[] {
  return lines.filter((line): line is string => line !== null && line.trim() !== '');
}

function joined(words: readonly (string | null)[]): string {
  return said(words).join(' · ');
}
