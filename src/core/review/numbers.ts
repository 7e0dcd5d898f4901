import type { LoadedKata } from '../load/loaded';
import type { Point } from '../model/measurements';
import { ownValue } from '../storyboard/fields';
import { knownValues, newestBy } from '../storyboard/known';
import { type Metrics, metricView, namedIn } from '../storyboard/metrics';
import type { KataPair } from './records';
import type { MeasurementChange, NumberChange } from './review';

/** The newest number of each metric that is another than at base, and of those that the active target sets. */
export function numberChanges({ before, after }: KataPair, metrics: Metrics): NumberChange[] {
  if (after === null) return [];
  const target = after.record.value?.targets?.find(({ state }) => state === 'active');
  const set = new Set(namedIn(metrics, target?.values).map(({ id }) => id));
  const shown = [
    ...metrics.all,
    ...namedIn(metrics, target?.values).filter(({ id }) => !metrics.views.has(id)),
  ];
  return shown.flatMap((metric): NumberChange[] => {
    const then = before === null ? undefined : newestBy(knownValues(before, metric.id), undefined);
    const now = newestBy(knownValues(after, metric.id), undefined);
    const wanted = ownValue(target?.values, metric.id) ?? null;
    if (then?.value === now?.value && !set.has(metric.id)) return [];
    return [
      { metric, before: then?.value ?? null, after: now?.value ?? null, target: wanted, at: now?.at ?? null },
    ];
  });
}

/** The points that came and went, a metric each, over all its files. */
export function measurementChanges({ before, after }: KataPair, metrics: Metrics): MeasurementChange[] {
  const [old, now] = [pointsOf(before, after), pointsOf(after, before)];
  return [...new Set([...now.keys(), ...old.keys()])].sort().flatMap((id): MeasurementChange[] => {
    const [was, is] = [old.get(id) ?? new Map<string, Place>(), now.get(id) ?? new Map<string, Place>()];
    const added = [...is].filter(([line]) => !was.has(line)).map(([, place]) => place);
    const removed = [...was].filter(([line]) => !is.has(line)).map(([, place]) => place);
    const path = (added[0] ?? removed[0])?.path;
    if (path === undefined) return [];
    return [{ metric: metricView(metrics, id), path, added: inOrder(added), removed: inOrder(removed) }];
  });
}

interface Place {
  readonly point: Point;
  readonly path: string;
}

/** Each metric's points by what they say. A file that can't be read on one side says nothing on either. */
function pointsOf(kata: LoadedKata | null, other: LoadedKata | null): Map<string, Map<string, Place>> {
  const nameOf = (one: LoadedKata, path: string) => path.slice(one.folder.length);
  const broken = new Set(
    (other?.measurements ?? []).flatMap(({ path, value }) =>
      value === undefined && other !== null ? [nameOf(other, path)] : [],
    ),
  );
  const found = new Map<string, Map<string, Place>>();
  for (const { metric, path, value } of kata?.measurements ?? []) {
    if (kata === null || metric === null || broken.has(nameOf(kata, path))) continue;
    const points = found.get(metric) ?? new Map<string, Place>();
    found.set(metric, points);
    for (const point of value ?? []) {
      const line = JSON.stringify([point.at, point.value, point.note ?? null]);
      if (!points.has(line)) points.set(line, { point, path });
    }
  }
  return found;
}

function inOrder(places: readonly Place[]): Point[] {
  return places.map(({ point }) => point).sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}
