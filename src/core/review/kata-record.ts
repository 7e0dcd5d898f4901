import type { LoadedKata } from '../load/loaded';
import type { CurrentCondition, Kata, Metric, TargetCondition } from '../model/kata';
import type { Metrics } from '../storyboard/metrics';
import { type ChangeOptions, changeOf, type Side } from './change';
import { targetAdded, targetChanged } from './events';
import type { Owner } from './field-words';
import { itemName } from './item-names';
import { isReordered, matchItems, type Pair } from './match';
import type { KataPair } from './records';
import type { Change, FieldChange, ItemEvent, KataReview, TargetEvent } from './review';

type KataRecordChanges = Pick<KataReview, 'direction' | 'metrics' | 'conditions' | 'targets'>;

const LISTS = {
  metrics: 'order of metrics',
  currentCondition: 'order of current conditions',
  targets: 'order of target conditions',
} as const;
type List = keyof typeof LISTS;

const itemEvents = {
  added: (): ItemEvent[] => ['added'],
  changed: (): ItemEvent[] => ['edited'],
};

/** What changed in `kata.yaml`: its own fields, and each item of its lists; nothing where it can't be read on one side. @param metrics of head, for words */
export function kataRecordChanges(pair: KataPair, metrics: Metrics): KataRecordChanges {
  const isBroken = (kata: LoadedKata | null) => kata !== null && kata.record.value === undefined;
  if (isBroken(pair.before) || isBroken(pair.after)) {
    return { direction: null, metrics: [], conditions: [], targets: [] };
  }
  const pairs = (list: List) => matchItems(itemsOf(pair.before, list), itemsOf(pair.after, list));
  const [measured, conditions, targets] = [pairs('metrics'), pairs('currentCondition'), pairs('targets')];
  const items = <V extends object, E extends string>(
    list: List,
    owner: Owner,
    found: readonly Pair[],
    events: Pick<ChangeOptions<V, E>, 'added' | 'changed'>,
  ) => itemChanges<V, E>(pair, list, found, { owner, metrics, ...events });
  return {
    direction: directionChange(pair, metrics, [
      ...orderChange(pair, 'metrics', measured),
      ...orderChange(pair, 'currentCondition', conditions),
      ...orderChange(pair, 'targets', targets),
    ]),
    metrics: items<Metric, ItemEvent>('metrics', 'metric', measured, itemEvents),
    conditions: items<CurrentCondition, ItemEvent>('currentCondition', 'condition', conditions, itemEvents),
    targets: items<TargetCondition, TargetEvent>('targets', 'target', targets, {
      added: targetAdded,
      changed: targetChanged,
    }),
  };
}

function itemsOf(kata: LoadedKata | null, list: List): readonly object[] {
  return kata?.record.value?.[list] ?? [];
}

function itemChanges<V extends object, E extends string>(
  { before, after }: KataPair,
  list: List,
  pairs: readonly Pair[],
  options: Omit<ChangeOptions<V, E>, 'id' | 'line'>,
): Change<V, E | ItemEvent>[] {
  const sideOf = (kata: LoadedKata | null, at: number | null): Side<V> | null => {
    const value = at === null ? undefined : itemsOf(kata, list)[at];
    if (kata === null || at === null || value === undefined) return null;
    // The list holds what its schema says.
    return { value: value as V, record: kata.record, path: [list, at], name: 'kata.yaml' };
  };
  const line = ({ record, path }: Side<V>) => record.locate(path).start.line;
  return pairs.flatMap((pair) => {
    const [was, is] = [sideOf(before, pair.before), sideOf(after, pair.after)];
    const id = itemName((is ?? was)?.value) ?? `${(pair.after ?? pair.before ?? 0) + 1}`;
    return changeOf(was, is, { ...options, id, line }) ?? [];
  });
}

/** That items stand in another order, as one field; their names in the old and in the new one. */
function orderChange(pair: KataPair, list: List, pairs: readonly Pair[]): FieldChange[] {
  if (pair.after === null || !isReordered(pairs)) return [];
  const both = pairs.filter(({ before, after }) => before !== null && after !== null);
  const nameAt = (kata: LoadedKata | null, at: number | null) =>
    itemName(itemsOf(kata, list)[at ?? -1]) ?? `${(at ?? 0) + 1}`;
  return [
    {
      at: { record: pair.after.record.handle, path: [list] },
      key: list,
      words: LISTS[list],
      before: [...both]
        .sort((a, b) => (a.before ?? 0) - (b.before ?? 0))
        .map((one) => nameAt(pair.before, one.before)),
      after: both.map((one) => nameAt(pair.after, one.after)),
      unreadable: null,
    },
  ];
}

function directionChange(
  { before, after }: KataPair,
  metrics: Metrics,
  order: readonly FieldChange[],
): KataReview['direction'] {
  const sideOf = (kata: LoadedKata | null): Side<Kata> | null => {
    const value = kata?.record.value;
    if (kata === null || value === undefined) return null;
    return { value, record: kata.record, path: [], name: 'kata.yaml' };
  };
  const found = changeOf<Kata, ItemEvent>(sideOf(before), sideOf(after), {
    ...itemEvents,
    id: 'kata',
    owner: 'kata',
    metrics,
    except: Object.keys(LISTS),
  });
  if (order.length === 0) return found;
  const side = sideOf(after);
  if (found !== null)
    return { ...found, events: [...found.events, 'reordered'], fields: [...found.fields, ...order] };
  if (side === null) return null;
  const at = { record: side.record.handle, path: [] };
  const value = { before: before?.record.value ?? null, after: side.value };
  return {
    id: 'kata',
    path: side.record.path,
    line: 1,
    movedFrom: null,
    at,
    wasAt: at,
    events: ['reordered'],
    fields: order,
    ...value,
  };
}
