import type { YamlPath } from '../../yaml/edit/types';

/** Where a value is edited: the record's handle and the path within it. */
export interface Address {
  readonly record: string;
  readonly path: YamlPath;
}

/** A text that can be edited in place. `value` is null where the file says nothing. */
export interface TextField {
  readonly at: Address;
  readonly value: string | null;
}

export interface NumberField {
  readonly at: Address;
  readonly value: number | null;
}

/** A list of texts that grows and shrinks. */
export interface ListField {
  readonly at: Address;
  readonly items: readonly string[];
}

export interface MetricView {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly better: 'lower' | 'higher' | null;
}

/** A number of one metric, somewhere in a record. A metric that `kata.yaml` does not know has its id as title. */
export interface ValueView {
  readonly metric: MetricView;
  readonly field: NumberField;
}
