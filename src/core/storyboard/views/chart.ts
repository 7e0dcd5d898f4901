import type { IsoDate } from '../../model/dates';
import type { MetricView } from './field';

/** A run chart: raw points, the target, the experiments; nothing computed from them. */
export interface ChartView {
  readonly metric: MetricView;
  readonly points: readonly ChartPoint[];
  readonly target: { readonly value: number; readonly by: IsoDate | null } | null;
  /** Running or finished experiments, at the day they were started. */
  readonly marks: readonly { readonly date: IsoDate; readonly label: string; readonly experiment: string }[];
}

export interface ChartPoint {
  /** A date, or a point in time where the measurement has one. */
  readonly at: string;
  readonly value: number;
  /** `set-aside`: measured by an experiment that was refuted or abandoned. It was seen, but is not where the main line stands. */
  readonly kind: 'measurement' | 'condition' | 'experiment' | 'set-aside';
  /** What the point comes from, for its tooltip: `current condition`, `measurement`, an experiment's step. */
  readonly source: string;
  readonly note: string | null;
}
