import type { LoadedKata, LoadedRecord } from '../load/loaded';
import { nearMiss } from '../text/near-miss';
import type { YamlPath } from '../yaml/edit/types';
import type { Finding, Rule } from './rule';

/** Something that a record names, and where it does. */
interface Reference {
  readonly record: LoadedRecord;
  readonly at: YamlPath;
  readonly part?: 'key';
  readonly to: string | undefined;
}

export const refTarget: Rule = {
  code: 'ref/target',
  severity: 'error',
  asks: 'Is each target condition that a record names in kata.yaml?',
  find(kata) {
    const known = slugsOf(kata, 'targets');
    const named = [...kata.obstacles, ...kata.experiments, ...kata.coaching];
    return dangling(
      named.map((record) => ({ record, at: ['target'], to: record.value?.target })),
      known,
      (to, near) => `kata.yaml has no target condition ${to}: ${near ?? 'add it there, or name another.'}`,
    );
  },
};

export const refObstacle: Rule = {
  code: 'ref/obstacle',
  severity: 'error',
  asks: 'Is there a file for each obstacle that a record names?',
  find(kata) {
    const references: Reference[] = kata.experiments.map((record) => ({
      record,
      at: ['obstacle'],
      to: record.value?.obstacle,
    }));
    for (const record of kata.coaching) {
      references.push({ record, at: ['addressing'], to: record.value?.addressing });
      for (const [index, to] of (record.value?.obstacles ?? []).entries()) {
        references.push({ record, at: ['obstacles', index], to });
      }
    }
    return dangling(
      references,
      idsOf(kata.obstacles),
      (to, near) => `There is no obstacle ${to} in this kata: ${near ?? 'write it down, or name another.'}`,
    );
  },
};

export const refExperiment: Rule = {
  code: 'ref/experiment',
  severity: 'error',
  asks: 'Is there a record of each experiment that a coaching cycle reflects on?',
  find(kata) {
    return dangling(
      kata.coaching.map((record) => ({
        record,
        at: ['reflection', 'experiment'],
        to: record.value?.reflection?.experiment,
      })),
      idsOf(kata.experiments),
      (to, near) =>
        `There is no experiment ${to} in this kata: ${near ?? 'bring its record here, or name another.'}`,
    );
  },
};

export const refMetric: Rule = {
  code: 'ref/metric',
  severity: 'error',
  asks: 'Is each metric that has a value in kata.yaml?',
  find(kata) {
    const { record } = kata;
    const references: Reference[] = [];
    const add = (
      from: LoadedRecord,
      at: YamlPath,
      values: Readonly<Record<string, number>> | undefined,
    ): void => {
      for (const to of Object.keys(values ?? {}))
        references.push({ record: from, at: [...at, to], part: 'key', to });
    };
    for (const list of ['currentCondition', 'targets'] as const) {
      for (const [index, item] of (record.value?.[list] ?? []).entries())
        add(record, [list, index, 'values'], item.values);
    }
    for (const experiment of kata.experiments) {
      add(experiment, ['expectValues'], experiment.value?.expectValues);
      add(experiment, ['values'], experiment.value?.values);
    }
    const folders = new Map(kata.measurements.toReversed().map((file) => [file.metric, file]));
    for (const file of kata.measurements) {
      if (folders.get(file.metric) === file)
        references.push({ record: file, at: [], to: file.metric ?? undefined });
    }
    return dangling(
      references,
      slugsOf(kata, 'metrics'),
      (to, near) => `kata.yaml has no metric ${to}: ${near ?? 'add it there, or name another.'}`,
    );
  },
};

/** References to nothing; none where it is not known what there is. */
function dangling(
  references: readonly Reference[],
  known: ReadonlySet<string> | null,
  message: (to: string, near: string | undefined) => string,
): Finding[] {
  if (known === null) return [];
  return references.flatMap(({ record, at, part, to }) => {
    if (to === undefined || to === '' || known.has(to)) return [];
    const near = nearMiss(to, known);
    const found = {
      record,
      at,
      message: message(to, near === undefined ? undefined : `did you mean ${near}?`),
    };
    return [part === undefined ? found : { ...found, part }];
  });
}

/** The ids of targets or metrics; null where kata.yaml, or one of these ids, can't be read, as any reference may be right then. */
function slugsOf(kata: LoadedKata, list: 'targets' | 'metrics'): ReadonlySet<string> | null {
  const { value, problems } = kata.record;
  if (value === undefined) return null;
  const ids = (value[list] ?? []).map(({ id }) => id);
  const unread = problems.some(({ code, field }) => field === list && code.startsWith('schema/'));
  return unread || ids.includes('') ? null : new Set(ids);
}

/** The ids in the names of records; null where one has none. */
function idsOf(records: readonly LoadedRecord[]): ReadonlySet<string> | null {
  const ids = records.map(({ id }) => id);
  return ids.includes(null) ? null : new Set(ids.filter((id) => id !== null));
}
