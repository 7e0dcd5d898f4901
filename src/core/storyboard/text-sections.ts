import { harmless } from '../text/harmless';
import { textWidth } from '../text/width';
import type { Sheet } from './sheet';
import type { ProgressView, StoryboardView, TargetView } from './view';
import {
  alsoWords,
  conditionWords,
  countWords,
  dateWords,
  daysLeftWords,
  numberWords,
  obstacleKindWords,
  obstacleStateWords,
  progressWords,
  targetStateWords,
  valueWords,
} from './words';

const BAR = 24;

export function writeTarget(sheet: Sheet, view: StoryboardView): void {
  sheet.section('Target condition');
  const { target } = view;
  if (target === null) sheet.text('No target condition is active. Where do you want to be next?', 'quiet');
  else {
    const left = target.daysLeft;
    sheet.withRight(
      { text: target.title.value || target.id, style: 'strong' },
      {
        text: left === null ? '' : daysLeftWords(left),
        style: left !== null && left < 0 ? 'warn' : 'accent',
      },
    );
    if (target.progress !== null) writeProgress(sheet, target.progress, view);
    writeOtherNumbers(sheet, target);
    sheet.text(target.pattern.value, null);
    if (target.achieveBy.value !== null) {
      sheet.text(`achieve by ${dateWords(target.achieveBy.value, view.today)}`, 'quiet');
    }
  }
  for (const other of view.targets.filter((one) => one !== target)) {
    sheet.text(`${other.title.value || other.id} · ${targetStateWords(other.state)}`, 'quiet', 2, '· ');
    sheet.text(other.reflection.value, 'quiet', 4);
  }
}

function writeProgress(sheet: Sheet, progress: ProgressView, view: StoryboardView): void {
  const { metric, from, now, to, share, reached, worse, nowAt } = progress;
  const full = Math.floor(share * BAR);
  const bar = '█'.repeat(full) + '░'.repeat(BAR - full);
  const done = progressWords(progress);
  const numbers = `${numberWords(now)} → ${valueWords(to, metric.unit)}`;
  const aside = `${done}, from ${valueWords(from, metric.unit)}; seen ${dateWords(nowAt, view.today)}`;
  const style = reached ? 'good' : worse === null ? 'accent' : 'warn';
  if (sheet.width < 64) {
    sheet.text(numbers, 'strong');
    sheet.text(bar, style);
    sheet.text(aside, 'quiet');
    return;
  }
  const room = Math.max(12, Math.min(24, textWidth(harmless(numbers))));
  sheet.columns(
    [[{ text: numbers, style: 'strong' }], [{ text: bar, style }], [{ text: aside, style: 'quiet' }]],
    [room, BAR, sheet.width - 2 - room - BAR - 4],
  );
}

/** Target numbers of metrics other than the one that progress is told by. */
function writeOtherNumbers(sheet: Sheet, target: TargetView): void {
  if (target.also.length > 0) sheet.text(`also: ${target.also.map(alsoWords).join('; ')}`, 'quiet');
}

export function writeCondition(sheet: Sheet, view: StoryboardView): void {
  sheet.section('Current condition');
  const [newest, ...older] = view.conditions;
  if (view.chart !== null && view.chart.points.length > 1) writeSpark(sheet, view);
  if (newest === undefined) {
    sheet.text('What is happening now? Go and see, and write down facts.', 'quiet');
    return;
  }
  sheet.text(newest.process.value, null);
  for (const fact of newest.facts.items) sheet.text(fact, null, 2, '· ');
  sheet.text(newest.knowledge.value, 'quiet');
  for (const value of newest.values) {
    sheet.text(conditionWords(value, newest.date.value, view.latest, view.today), null);
  }
  const measured = view.chart?.points.filter((point) => point.kind === 'measurement').length ?? 0;
  const said = [
    newest.date.value === null ? null : `grasped ${dateWords(newest.date.value, view.today)}`,
    measured === 0 ? null : countWords(measured, 'measurement'),
    older.length === 0 ? null : countWords(older.length, 'earlier grasp'),
  ];
  sheet.aside(said);
}

const SPARKS = [...'▁▂▃▄▅▆▇█'];

/** The newest points in a line, raw: lower is lower. */
function writeSpark(sheet: Sheet, view: StoryboardView): void {
  const { chart } = view;
  if (chart === null) return;
  const room = Math.max(8, Math.min(48, sheet.width - 40));
  const points = chart.points.filter(({ kind }) => kind !== 'set-aside').slice(-room);
  const values = points.map((point) => point.value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const level = (value: number) => (high === low ? 3 : Math.round(((value - low) / (high - low)) * 7));
  const line = values.map((value) => SPARKS[level(value)] ?? ' ').join('');
  const { unit, title } = chart.metric;
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 0];
  sheet.text(`${numberWords(first)} ${line} ${valueWords(last, unit)}`, 'accent');
  const since = dateWords(points[0]?.at ?? '', view.today);
  sheet.text(`${title}, ${countWords(points.length, 'value')} since ${since}`, 'quiet');
}

export function writeObstacles(sheet: Sheet, view: StoryboardView): void {
  sheet.section('Obstacles');
  if (view.obstacles.length === 0) sheet.text('What keeps you from the target condition?', 'quiet');
  for (const one of view.obstacles) {
    const active = one.state === 'addressing';
    const bullet = active ? '● ' : one.state === 'removed' ? '✓ ' : '○ ';
    sheet.text(one.title.value, active ? 'accent' : one.state === 'removed' ? 'quiet' : null, 2, bullet);
    const said = [
      one.state === 'parked' ? null : obstacleStateWords(one.state),
      obstacleKindWords(one.kind),
      one.owner.value,
      one.experiments === 0 ? null : countWords(one.experiments, 'experiment'),
    ];
    sheet.aside(said, 4);
    if (active) sheet.text(one.note.value, 'quiet', 4);
  }
}
