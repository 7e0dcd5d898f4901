import type { ChangedCorner, CornerEvent } from '../../core/corners/of-change';
import type { CornerScans } from './corner-scans';
import type { FoundCorner } from './found-corner';
import type { ScannedTree } from './scanned-tree';
import type { CornerGroup } from './tree-nodes';
import { inOrder } from './tree-nodes';

const LABELS = {
  cut: 'Cut on this branch',
  removed: 'Marker gone, not committed',
  cleaned: 'Cleaned up',
  dropped: 'Dropped',
  kept: 'Kept from now on',
} as const satisfies Record<CornerEvent, string>;

/** What the branches that are checked out did with corners, each since it parted from where changes usually go. */
export interface BranchCorners {
  readonly groups: readonly CornerGroup[];
  /** What it is compared with, as people name it: `origin/main`. */
  readonly bases: readonly string[];
}

/** Asked when somebody looks: one `git diff` for each tree. @throws GitFailure where nothing can be compared */
export async function branchCorners(scans: CornerScans): Promise<BranchCorners> {
  const bases = new Set<string>();
  const found = new Map<CornerEvent, FoundCorner[]>();
  for (const tree of scans.trees) {
    const { base, changed } = await changesIn(tree);
    bases.add(base);
    const known = new Map(
      scans.all().flatMap((one) => (one.tree === tree ? [[one.corner, one] as const] : [])),
    );
    for (const { corner, event } of changed) {
      const one = known.get(corner);
      if (one !== undefined) found.set(event, [...(found.get(event) ?? []), one]);
    }
  }
  const events = Object.keys(LABELS) as CornerEvent[];
  return { bases: [...bases], groups: events.flatMap((event) => groupOf(event, found.get(event) ?? [])) };
}

function groupOf(event: CornerEvent, corners: readonly FoundCorner[]): CornerGroup[] {
  if (corners.length === 0) return [];
  return [{ kind: 'cornerGroup', by: 'branch', key: event, label: LABELS[event], corners: inOrder(corners) }];
}

async function changesIn(tree: ScannedTree): Promise<{ base: string; changed: readonly ChangedCorner[] }> {
  const { known, repository, prefix, homes } = tree;
  // Loaded with the first look: nobody else needs it.
  const [{ defaultBranch }, { cornersSince }] = await Promise.all([
    import('../../git/default-branch'),
    import('../../git/corners/changes'),
  ]);
  const base = await repository.git.run(defaultBranch);
  if (known === null) return { base, changed: [] };
  return { base, changed: await cornersSince(repository, base, { corners: known, homes }, prefix) };
}
