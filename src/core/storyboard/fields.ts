import type { YamlPath } from '../yaml/edit/types';
import type { ListField, MetricView, NumberField, TextField, ValueView } from './view';

/** A text at a path of a record; null where the file says nothing. */
export function textField(record: string, path: YamlPath, value: string | undefined): TextField {
  return { at: { record, path }, value: value ?? null };
}

export function numberField(record: string, path: YamlPath, value: number | undefined): NumberField {
  return { at: { record, path }, value: value ?? null };
}

export function listField(record: string, path: YamlPath, items: readonly string[] | undefined): ListField {
  return { at: { record, path }, items: items ?? [] };
}

/** Fields of the texts under `keys` in the map at `path`. */
export function textFields<K extends string>(
  record: string,
  path: YamlPath,
  map: { readonly [key in K]?: string | undefined },
  keys: readonly K[],
): Record<K, TextField> {
  const fields: Partial<Record<K, TextField>> = {};
  for (const key of keys)
    fields[key] = textField(record, path.length === 0 ? [key] : [...path, key], map[key]);
  // Each key of `keys` is there now.
  return fields as Record<K, TextField>;
}

/** The numbers of a `values` map, one for each metric of `shown`; those set first, then in the kata's order. */
export function valueFields(
  record: string,
  path: YamlPath,
  values: Readonly<Record<string, number>> | undefined,
  shown: readonly MetricView[],
): ValueView[] {
  const all = shown.map((metric) => ({
    metric,
    field: numberField(record, [...path, metric.id], ownValue(values, metric.id)),
  }));
  return [...all.filter((one) => one.field.value !== null), ...all.filter((one) => one.field.value === null)];
}

/** A metric's number, and nothing that a map inherits: a metric may be called `constructor`. */
export function ownValue(
  values: Readonly<Record<string, number>> | undefined,
  metric: string,
): number | undefined {
  return values !== undefined && Object.hasOwn(values, metric) ? values[metric] : undefined;
}
