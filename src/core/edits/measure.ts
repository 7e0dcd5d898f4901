import { Document, isMap, isSeq } from 'yaml';
import type { LoadedKata } from '../load/loaded';
import { isInstant } from '../model/dates';
import type { YamlValue } from '../yaml/edit/types';
import type { Plan } from './change';
import { requireMetric } from './field-checks';
import { kataWritable, planned, planning, recordNamed, recordWritable, refuse } from './planning';

export interface NewPoint {
  /** A point in time in UTC, such as `2026-11-22T10:15:00Z`. */
  readonly at: string;
  readonly note?: string;
  /** The experiment whose work it measures; its points have a file of their own, else each month has one. */
  readonly experiment?: string;
}

/** Adds a point to a metric's measurements. */
export function planMeasure(kata: LoadedKata, metric: string, value: number, given: NewPoint): Plan {
  return planning(() => {
    kataWritable(kata);
    requireMetric(kata, metric);
    if (!Number.isFinite(value)) {
      refuse('edit/invalid', `${value} is no finite number, so nothing was written.`, 'Give a number.');
    }
    if (!isInstant(given.at)) {
      refuse(
        'edit/invalid',
        `${given.at} is no point in time in UTC, so nothing was written.`,
        'Write it as 2026-11-22T10:15:00Z.',
      );
    }
    const note = given.note?.trim() ?? '';
    const point: Record<string, YamlValue> = { at: given.at, value, ...(note === '' ? {} : { note }) };
    const path = `${kata.folder}/measurements/${metric}/${fileName(kata, given)}.yaml`;
    const file = kata.measurements.find((record) => record.path === path);
    const label = `measure ${metric}`;
    if (file === undefined) return planned(label, [{ kind: 'create', path, text: pointsText([point]) }]);
    const index = recordWritable(kata, file).value?.length ?? 0;
    return planned(label, [{ kind: 'edit', path, edits: [{ op: 'insert', path: [], index, value: point }] }]);
  });
}

function fileName(kata: LoadedKata, given: NewPoint): string {
  if (given.experiment === undefined) return given.at.slice(0, 7);
  const record = recordNamed(kata, kata.experiments, 'experiment', given.experiment);
  return record.id ?? given.at.slice(0, 7);
}

/** A list of points, one a line, as the format's page shows it. */
function pointsText(points: readonly Record<string, YamlValue>[]): string {
  const document = new Document(points);
  for (const item of isSeq(document.contents) ? document.contents.items : []) {
    if (isMap(item)) item.flow = true;
  }
  return document.toString({ lineWidth: 0 });
}
