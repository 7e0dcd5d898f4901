import type { SkippedFile } from '../../core/corners/corner';
import type { FoundCorner } from './found-corner';
import { experimentName, keyOf } from './found-corner';
import type { ScannedTree } from './scanned-tree';
import { cornerName, inTurnOf, isLeft, urgency } from './words';

/** How the view *Cut corners* is ordered; `branch`: only what this branch did with corners. */
export type Grouping = 'experiment' | 'file' | 'branch';

/** A line of the view *Cut corners*. */
export type CornerNode = CornerGroup | CornerLine | SkippedGroup | SkippedLine;

export interface CornerGroup {
  readonly kind: 'cornerGroup';
  readonly by: Grouping;
  readonly key: string;
  readonly label: string;
  readonly corners: readonly FoundCorner[];
  /** Where a file's corners are. */
  readonly file?: { readonly tree: ScannedTree; readonly path: string };
}

export interface CornerLine {
  readonly kind: 'corner';
  readonly one: FoundCorner;
  /** Of the group that it stands in. */
  readonly by: CornerGroup['by'];
  readonly group: string;
}

export interface SkippedGroup {
  readonly kind: 'skippedGroup';
  readonly files: readonly SkippedLine[];
}

export interface SkippedLine {
  readonly kind: 'skipped';
  readonly tree: ScannedTree;
  readonly file: SkippedFile;
}

export function isCornerNode(value: unknown): value is CornerNode {
  const kind = typeof value === 'object' && value !== null ? (value as { kind?: unknown }).kind : undefined;
  return kind === 'cornerGroup' || kind === 'corner' || kind === 'skippedGroup' || kind === 'skipped';
}

/** The groups, those with something overdue first, those with nothing left to do last; then by name. */
export function groupsOf(all: readonly FoundCorner[], by: Exclude<Grouping, 'branch'>): CornerGroup[] {
  const groups = new Map<string, CornerGroup & { corners: FoundCorner[] }>();
  for (const one of all) {
    for (const group of by === 'experiment' ? [ofExperiment(one)] : filesOf(one)) {
      const known = groups.get(group.key) ?? { ...group, corners: [] };
      groups.set(group.key, known);
      if (!known.corners.includes(one)) known.corners.push(one);
    }
  }
  const sorted = [...groups.values()].map((group) => ({ ...group, corners: inOrder(group.corners) }));
  const first = ({ corners }: CornerGroup) => Math.min(...corners.map(urgency));
  return sorted.sort((a, b) => first(a) - first(b) || a.label.localeCompare(b.label, 'en'));
}

/** Overdue ones first; a record's last corner, which was cut last, before its others. */
export function inOrder(corners: readonly FoundCorner[]): FoundCorner[] {
  return inTurnOf([...corners].reverse());
}

export function linesOf({ corners, by, key }: CornerGroup): CornerLine[] {
  return corners.map((one) => ({ kind: 'corner', one, by, group: key }));
}

function ofExperiment(one: FoundCorner): CornerGroup {
  const isOrphan = one.corner.experiment === null;
  return {
    kind: 'cornerGroup',
    by: 'experiment',
    key: isOrphan ? 'orphans' : `${one.tree.root.toString()}#${one.corner.kata}#${one.corner.experiment}`,
    label: isOrphan ? 'In no record' : experimentName(one),
    corners: [],
  };
}

/** The files that it stands in; what stands nowhere is grouped so. What is over has no file any more. */
function filesOf(one: FoundCorner): CornerGroup[] {
  const { corner, tree } = one;
  const paths = corner.places.length > 0 ? corner.places.map(({ path }) => path) : [corner.path];
  return [...new Set(paths)].flatMap((path): CornerGroup[] => {
    if (path === null) {
      return isLeft(one)
        ? [{ kind: 'cornerGroup', by: 'file', key: 'nowhere', label: 'Not in the code', corners: [] }]
        : [];
    }
    const key = `${tree.root.toString()}#${path}`;
    return [{ kind: 'cornerGroup', by: 'file', key, label: path, corners: [], file: { tree, path } }];
  });
}

export function idOfNode(node: CornerNode): string {
  if (node.kind === 'corner') return `${node.group}|${keyOf(node.one)}|${cornerName(node.one.corner)}`;
  if (node.kind === 'cornerGroup') return `${node.by}|${node.key}`;
  return node.kind === 'skipped' ? `skipped|${node.tree.root.toString()}#${node.file.path}` : 'skipped';
}
