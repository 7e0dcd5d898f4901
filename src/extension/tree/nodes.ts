import type { FoundKata } from '../records/records';

/** What a line of the tree stands for. */
export type TreeNode = KataNode | GroupNode | RecordNode;

export interface KataNode {
  readonly kind: 'kata';
  readonly found: FoundKata;
}

export type GroupName = 'targets' | 'obstacles' | 'experiments' | 'broken';

export interface GroupNode {
  readonly kind: 'group';
  readonly group: GroupName;
  readonly found: FoundKata;
  readonly records: readonly RecordNode[];
}

export interface RecordNode {
  readonly kind: 'record';
  readonly found: FoundKata;
  /** What names it on the board. */
  readonly handle: string;
  /** Where its text is, in the record of that handle. */
  readonly path: readonly (string | number)[] | null;
  /** The line to open where it is broken. */
  readonly line: number | null;
  readonly label: string;
  /** Its state, in the board's words. */
  readonly words: string;
  readonly icon: string;
  /** A theme colour's name where it is what people work on now. */
  readonly colour?: string;
  readonly type: 'target' | 'obstacle' | 'experiment' | 'broken';
  /** True for an experiment that can be started where it is. */
  readonly planned?: boolean;
  /** More about it, a line each. */
  readonly more: readonly string[];
}

export function isNode(value: unknown): value is TreeNode {
  const kind = typeof value === 'object' && value !== null ? (value as { kind?: unknown }).kind : undefined;
  return kind === 'kata' || kind === 'group' || kind === 'record';
}
