import type { ObstacleKind, ObstacleState } from '../../model/obstacle';
import type { TextField } from './field';

export interface ObstacleView {
  readonly record: string;
  readonly id: string | null;
  readonly state: ObstacleState;
  readonly kind: ObstacleKind | null;
  readonly title: TextField;
  readonly owner: TextField;
  readonly note: TextField;
  readonly target: TextField;
  /** How many experiments name it. */
  readonly experiments: number;
  readonly readOnly: boolean;
}
