import { CommitGraph } from '../../src/core/experiments/graph';
import type { Commit, Hash, RecordTouch } from '../../src/core/experiments/history';
import { readMessage } from '../../src/core/experiments/message';
import type { History } from '../../src/core/experiments/repository-history';
import type { Experiment } from '../../src/core/model/experiment';

/** A commit as a test writes it: `name`, its parents' names, a message, and the records it leaves (null: taken away). */
export interface Drawn {
  readonly name: string;
  readonly from?: readonly string[];
  readonly message?: string;
  readonly records?: Readonly<Record<string, Experiment | null>>;
}

/** A small history drawn by hand, oldest commit first; hashes are the names. */
export function drawHistory(
  drawn: readonly Drawn[],
  refs: Readonly<Record<string, string>>,
  options: { head?: string; mainLine?: string; edge?: readonly string[] } = {},
): { history: History; recordAt: (blob: Hash) => Experiment | undefined } {
  const blobs = new Map<Hash, Experiment>();
  const trees = new Map<string, Map<string, Hash>>();
  const commits = drawn.map((one, index): Commit => {
    const parents = one.from ?? (index === 0 ? [] : [drawn[index - 1]?.name ?? '']);
    const before = parents.map((parent) => trees.get(parent) ?? new Map<string, Hash>());
    const tree = new Map(before.flatMap((entries) => [...entries]));
    const records: RecordTouch[] = [];
    for (const [id, record] of Object.entries(one.records ?? {})) {
      const path = `.kata/k/experiments/${id}.yaml`;
      const old = before.map((entries) => entries.get(path)).find((blob) => blob !== undefined) ?? null;
      if (record === null) {
        tree.delete(path);
        records.push({ path, before: old, after: null });
        continue;
      }
      const blob = JSON.stringify(record);
      blobs.set(blob, record);
      tree.set(path, blob);
      records.push({ path, before: old, after: blob });
    }
    trees.set(one.name, tree);
    const message = one.message ?? one.name;
    const [subject = ''] = message.split('\n');
    return {
      hash: one.name,
      parents,
      subject,
      author: 'Ana',
      date: `2026-11-01T10:${String(index).padStart(2, '0')}:00Z`,
      time: 1_793_527_200 + index * 60,
      ...readMessage(message),
      records,
    };
  });
  const mainLine = options.mainLine ?? refs['refs/heads/main'] ?? null;
  const history: History = {
    graph: new CommitGraph(commits.reverse()),
    refs: Object.entries(refs).map(([name, target]) => ({ name, target })),
    head: { target: options.head ?? mainLine, branch: 'refs/heads/main' },
    mainLine,
    edge: new Set(options.edge ?? []),
  };
  return { history, recordAt: (blob) => blobs.get(blob) };
}
