import { type Block, del, em, type Inline, type Line, strong, text } from '../../document/document';
import type { IsoDate } from '../../model/dates';
import type { TargetCondition } from '../../model/kata';
import type { MetricView, TargetView } from '../../storyboard/view';
import { dateWords, daysLeftWords, numberWords, valueWords } from '../../storyboard/words';
import type { Change, KataReview, TargetEvent } from '../review';
import { short, valueText } from './texts';

/** What stands over a kata's review. */
export interface Headline {
  readonly title: string;
  /** What became of the kata itself: `, a new kata`; empty where it was there before. */
  readonly became: Line;
  /** Where it stands: target condition, number, days left; empty for one that is gone. */
  readonly stands: Line;
}

/** **Checkout answers in under 300 ms** — target *p95 is under 500 ms*: 640 ms, from 840; 16 days left */
export function headline(kata: KataReview): Headline {
  const title = short(kata.title) || kata.slug;
  const moved: Line = kata.movedFrom === null ? [] : [`, until now in ${kata.movedFrom}`];
  if (kata.how === 'deleted') return { title, became: [' is gone', ...moved], stands: [] };
  const isNew: Line = kata.how === 'added' ? [', a new kata'] : [];
  const isBroken = kata.unreadable.some(({ kind, side }) => kind === 'kata' && side !== 'base');
  const stands = isBroken ? ['its kata.yaml can’t be read'] : targetWords(kata.target);
  return { title, became: [...isNew, ...moved], stands };
}

function targetWords(target: TargetView | null): Line {
  if (target === null) return ['no target condition is active'];
  const { progress, daysLeft } = target;
  const numbers =
    progress === null
      ? ''
      : `: ${valueWords(progress.now, progress.metric.unit)}${progress.from === progress.now ? '' : `, from ${numberWords(progress.from)}`}${progress.reached ? ', reached' : ''}`;
  const days = daysLeft === null ? '' : `${numbers === '' ? ', ' : '; '}${daysLeftWords(daysLeft)}`;
  return ['target ', em(short(target.title.value || target.id)), numbers, days];
}

/** More lines than this are a list under their counts. */
const FEW = 4;

/** What became of target conditions, a line each; single edits stand elsewhere. */
export function targetBlocks(kata: KataReview, metrics: readonly MetricView[], today: IsoDate): Block[] {
  const told = kata.targets.flatMap((change) =>
    change.events.flatMap((event) => {
      const line = eventLine(change, event, kata, metrics, today);
      return line === null ? [] : [{ event, line }];
    }),
  );
  if (told.length <= FEW) return told.map(({ line }) => text(...line));
  const next = told.filter(({ event }) => event === 'set');
  const rest = told.filter(({ event }) => event !== 'set');
  const count = new Map<string, number>();
  for (const { event } of rest) count.set(event, (count.get(event) ?? 0) + 1);
  const counts = [...count].map(([event, number]) => `${number} ${event === 'deleted' ? 'gone' : event}`);
  return [
    ...next.map(({ line }) => text(...line)),
    text(strong('Target conditions:'), ` ${counts.join(', ')}`),
    { is: 'list', items: rest.map(({ event, line }) => unnamed(event, line)) },
  ];
}

/** Below `Target conditions:` a line says `Reached:` alone. */
function unnamed(event: TargetEvent, line: Line): Line {
  const [first, ...rest] = line;
  const isNamed = typeof first === 'object' && 'text' in first && first.text === closedWords(event);
  return isNamed ? [strong(`${event.charAt(0).toUpperCase()}${event.slice(1)}:`), ...rest] : line;
}

function closedWords(event: TargetEvent): string {
  return `Target condition ${event}:`;
}

/** Fields that the lines above tell. */
export function toldOfTarget({ events }: Change<TargetCondition, TargetEvent>): string[] {
  const closed = ['reached', 'missed', 'abandoned'].some((event) => events.some((one) => one === event));
  const state = closed || events.includes('set') || events.includes('planned');
  return [
    ...(events.includes('moved') ? ['achieveBy'] : []),
    ...(state ? ['state'] : []),
    ...(closed ? ['reflection'] : []),
  ];
}

function eventLine(
  change: Change<TargetCondition, TargetEvent>,
  event: TargetEvent,
  kata: KataReview,
  metrics: readonly MetricView[],
  today: IsoDate,
): Line | null {
  const { before, after, id } = change;
  const value = after ?? before;
  const name = em(short(value?.title) || id);
  const wants = value === null ? [] : wanted(value, metrics, today);
  switch (event) {
    case 'set':
      return ['Next target condition: ', name, ...wants];
    case 'planned':
      return [before === null ? 'Planned target condition: ' : 'Planned again: ', name, ...wants];
    case 'reached':
    case 'missed':
    case 'abandoned':
      return [strong(closedWords(event)), ' ', name, ...learned(value?.reflection)];
    case 'moved': {
      const start = kata.target?.id === id ? 'Target date' : 'Date of ';
      const of: Inline[] = kata.target?.id === id ? [] : [name];
      // In full, as in the record: it is the one date that others plan by.
      const dates: Inline[] = [del(before?.achieveBy ?? 'none'), ' → ', after?.achieveBy ?? 'none'];
      return [start, ...of, ' moved: ', ...dates];
    }
    case 'deleted':
      return ['Target condition ', name, ' is no longer in the kata'];
    default:
      return null;
  }
}

/** ` by 11 Dec (p95 500 ms, tax calls per quote 1)` */
function wanted(value: TargetCondition, metrics: readonly MetricView[], today: IsoDate): Inline[] {
  const by = value.achieveBy === undefined ? '' : ` by ${dateWords(value.achieveBy, today)}`;
  const numbers = Object.entries(value.values ?? {}).map(([id, number]) => {
    const metric = metrics.find((one) => one.id === id);
    return `${metric?.title ?? id} ${valueWords(number, metric?.unit ?? '')}`;
  });
  return [by, numbers.length === 0 ? '' : ` (${short(numbers.join(', '))})`];
}

function learned(reflection: string | undefined): Inline[] {
  return (reflection ?? '') === '' ? [] : [`. ${valueText(reflection ?? null)}`];
}
