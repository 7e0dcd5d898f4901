import type { ExperimentView, StoryboardView, TargetView } from '../../src/core/storyboard/view';
import { countWords, experimentStateWords, targetStateWords } from '../../src/core/storyboard/words';

/** How many finished experiments of the active target stand open; the rest are folded. */
const LATEST = 10;

/** Experiments that stand together; one without a name is not folded. */
export interface Group {
  readonly id: string;
  readonly name: string | null;
  readonly words: string;
  readonly experiments: readonly ExperimentView[];
}

function isUnderWay(one: ExperimentView): boolean {
  return one.state === 'running' || one.state === 'planned' || one.stale;
}

/**
 * What stands open: the planned and running experiments and the latest of the active target (of all,
 * where none is active), and what a review marks. The others are folded by target, the file's last target first.
 */
export function groups(view: StoryboardView): Group[] {
  const marked = new Set(view.review?.marks.map(({ at }) => at.record));
  const isOpen = (one: ExperimentView) => isUnderWay(one) || marked.has(one.record);
  const active = view.target?.id ?? null;
  const current = view.experiments.filter(
    (one) => !isOpen(one) && (active === null || one.target.value === active || one.target.value === null),
  );
  const latest = new Set(current.slice(0, LATEST));
  const open = view.experiments.filter((one) => isOpen(one) || latest.has(one));
  const folded = new Map<string, ExperimentView[]>();
  for (const one of view.experiments) {
    if (isOpen(one) || latest.has(one)) continue;
    const id = one.target.value ?? '';
    const group = folded.get(id);
    if (group) group.push(one);
    else folded.set(id, [one]);
  }
  const order = [...view.targets].reverse();
  const known = order.filter(({ id }) => folded.has(id));
  const strangers = [...folded.keys()].filter((id) => !order.some((target) => target.id === id));
  return [
    { id: '', name: null, words: '', experiments: open },
    ...known.map((target) => named(target, folded.get(target.id) ?? [], target.id === active)),
    ...strangers.map((id) => ({
      id: `?${id}`,
      name: id === '' ? 'Without a target condition' : id,
      words: countWords(folded.get(id)?.length ?? 0, 'experiment'),
      experiments: folded.get(id) ?? [],
    })),
  ];
}

function named(target: TargetView, experiments: readonly ExperimentView[], active: boolean): Group {
  const count = countWords(experiments.length, active ? 'earlier experiment' : 'experiment');
  return {
    id: target.id,
    name: target.title.value ?? target.id,
    words: active ? count : `${targetStateWords(target.state)} · ${count}`,
    experiments,
  };
}

/**
 * True where every word of the filter stands somewhere in the experiment, whatever its case: in what people wrote, in
 * its state as the board says it, its obstacle's title, its learner, or the branches that hold it.
 */
export function matches(one: ExperimentView, filter: string): boolean {
  const texts = [
    one.step,
    one.title,
    one.expect,
    one.happened,
    one.learned,
    one.learner,
    one.target,
    one.outcome,
  ];
  const named = [one.obstacleTitle, one.obstacle.value, one.state, experimentStateWords(one.state)];
  const places = [...(one.history?.branches ?? []), one.history?.onlyOn?.words];
  const all = [...texts.map(({ value }) => value), ...named, ...places].join('\n').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
