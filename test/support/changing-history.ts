import fc from 'fast-check';
import type { Commit, Hash, RecordTouch, Ref } from '../../src/core/experiments/history';
import type { Cleaning } from '../../src/core/experiments/history-index';
import { readMessage } from '../../src/core/experiments/message';
import type { Experiment } from '../../src/core/model/experiment';

const IDS = ['x-7f3kq', 'x-b2m4q', 'x-c5n6r'] as const;
const MAIN = 'refs/heads/main';
const BRANCHES = [
  MAIN,
  ...IDS.map((id) => `refs/heads/kata/k/${id}`),
  `refs/kata/${IDS[0]}`,
  ...IDS.map((id) => `refs/kata/${id}-attached`),
  'refs/heads/idea',
  'refs/remotes/origin/idea',
];

const RECORDS: readonly Experiment[] = [
  { step: 's' },
  { step: 's', expect: 'e', started: '2026-11-01', corners: [{ id: 'c-8k2fd', what: 'w' }] },
  { step: 's', expect: 'e', started: '2026-11-01', happened: 'h' },
  { step: 's', expect: 'f', started: '2026-11-01', happened: 'h', finished: '2026-11-02' },
  { step: 's', expect: 'e', branch: 'idea' },
];

const id = fc.constantFrom(...IDS);
// Twice what matters most: branches that stand on each other.
const branch = fc.constantFrom(...BRANCHES, MAIN, MAIN, BRANCHES[1] ?? MAIN, BRANCHES[2] ?? MAIN);
const record = fc.constantFrom(...RECORDS);
const records = fc.dictionary(id, fc.oneof(record, fc.constant(null)), { maxKeys: 2, noNullPrototype: true });
const said = fc.constantFrom('', '', '', 'names', 'cleans', 'reverts', 'picks');
const old = fc.nat(1000);

/** What happens to a repository. Numbers choose among what is there. */
export const changes = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('commit' as const), branch, records, said, id, old }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('work' as const), branch, said, id, old }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), branch, from: branch, records }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('branch' as const), branch, old }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rebase' as const), branch, onto: branch }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('amend' as const), branch }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('forward' as const), branch, to: branch }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), branch }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('checkout' as const), branch }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('detach' as const), old }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      id,
      record: fc.oneof(record, fc.constant(null)),
      old,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clean' as const), id, old }) },
);
export type Change = typeof changes extends fc.Arbitrary<infer T> ? T : never;

/** A repository in memory to which changes are made. Clocks are wrong at times. */
export function changing() {
  const commits: Commit[] = [];
  const trees = new Map<Hash, ReadonlyMap<string, Experiment>>();
  const targets = new Map<string, Hash>();
  let head = { branch: MAIN as string | null, target: null as Hash | null };
  const here = { now: new Map<string, Experiment>() };
  let cleanings: readonly Cleaning[] = [];
  const blobs = new Map<Hash, Experiment>();

  const blobOf = (experiment: Experiment | undefined): Hash | null => {
    if (experiment === undefined) return null;
    const blob = JSON.stringify(experiment);
    blobs.set(blob, experiment);
    return blob;
  };
  const some = (n: number): Commit | undefined => commits[n % Math.max(1, commits.length)];
  const commit = (
    parents: readonly Hash[],
    changed: Readonly<Record<string, Experiment | null>>,
    message: string,
  ): Hash => {
    const n = commits.length;
    const before = parents.map((parent) => trees.get(parent) ?? new Map<string, Experiment>());
    const tree = new Map(before.flatMap((entries) => [...entries]));
    const touches: RecordTouch[] = [];
    for (const [id, experiment] of Object.entries(changed)) {
      const was = before.map((entries) => entries.get(id)).find((one) => one !== undefined);
      if (experiment === null && was === undefined) continue;
      if (experiment === null) tree.delete(id);
      else tree.set(id, experiment);
      const path = `.kata/k/experiments/${id}.yaml`;
      touches.push({ path, before: blobOf(was), after: experiment === null ? null : blobOf(experiment) });
    }
    const hash = n.toString(16).padStart(38, '0') + ((n * 151) % 256).toString(16).padStart(2, '0');
    commits.push({
      hash,
      parents,
      subject: `Commit ${n}`,
      author: 'Ana',
      date: `2026-11-01T10:0${n % 4}:00Z`,
      time: n % 7 === 3 ? 0 : n * 10,
      ...readMessage(message),
      records: touches,
    });
    trees.set(hash, tree);
    return hash;
  };
  const move = (branch: string, to: Hash) => {
    targets.set(branch, to);
    if (head.branch === branch) head = { branch, target: to };
  };
  const grow = (branch: string, changed: Readonly<Record<string, Experiment | null>>, message: string) => {
    const from = targets.get(branch) ?? head.target;
    move(branch, commit(from === null ? [] : [from], changed, message));
  };
  const messageOf = ({ said, id, old }: { said: string; id: string; old: number }): string => {
    const other = some(old)?.hash ?? '';
    if (said === 'names') return `x\n\nKata-Experiment: ${id}\n`;
    if (said === 'cleans') return 'x\n\nKata-Cleans: c-8k2fd\n';
    if (said === 'reverts') return `x\n\nThis reverts commit ${other}.\n`;
    return said === 'picks' ? `x\n\n(cherry picked from commit ${other})\n` : 'x';
  };

  const apply = (change: Change): void => {
    const tip = 'branch' in change ? targets.get(change.branch) : undefined;
    switch (change.do) {
      case 'commit':
        grow(change.branch, change.records, messageOf(change));
        return;
      case 'work':
        grow(change.branch, {}, messageOf(change));
        return;
      case 'merge': {
        const from = targets.get(change.from);
        if (tip === undefined || from === undefined || tip === from) return;
        move(change.branch, commit([tip, from], change.records, 'Merge'));
        return;
      }
      case 'branch': {
        const from = some(change.old);
        if (from !== undefined) move(change.branch, from.hash);
        return;
      }
      case 'rebase': {
        const onto = targets.get(change.onto);
        const top = commits.find(({ hash }) => hash === tip);
        if (onto === undefined || top === undefined) return;
        const changed = Object.fromEntries(trees.get(top.hash) ?? []);
        move(change.branch, commit([onto], changed, 'Rebased'));
        return;
      }
      case 'amend': {
        const top = commits.find(({ hash }) => hash === tip);
        if (top !== undefined) move(change.branch, commit(top.parents, {}, 'Amended'));
        return;
      }
      case 'forward': {
        const to = targets.get(change.to);
        if (to !== undefined) move(change.branch, to);
        return;
      }
      case 'delete':
        if (head.branch !== change.branch) targets.delete(change.branch);
        return;
      case 'checkout':
        if (tip !== undefined) head = { branch: change.branch, target: tip };
        return;
      case 'detach': {
        const to = some(change.old);
        if (to !== undefined) head = { branch: null, target: to.hash };
        return;
      }
      case 'edit': {
        here.now = new Map(here.now);
        const since = some(change.old)?.hash;
        if (change.record === null) here.now.delete(change.id);
        else if (change.record.branch === undefined || since === undefined)
          here.now.set(change.id, change.record);
        else here.now.set(change.id, { ...change.record, since });
        return;
      }
      case 'clean': {
        const shown = some(change.old);
        if (shown !== undefined) cleanings = [...cleanings, { experiment: change.id, commit: shown.hash }];
      }
    }
  };
  const tips = () => new Set([...targets.values(), ...(head.target === null ? [] : [head.target])]);

  return {
    apply,
    tips,
    recordAt: (blob: Hash) => blobs.get(blob),
    get refs(): readonly Ref[] {
      return Array.from(targets, ([name, target]) => ({ name, target })).sort((a, b) =>
        a.name < b.name ? -1 : 1,
      );
    },
    get head() {
      return head;
    },
    get mainLine(): Hash | null {
      return targets.get(MAIN) ?? head.target;
    },
    get here(): ReadonlyMap<string, Experiment> {
      return here.now;
    },
    get cleanings() {
      return cleanings;
    },
    /** The commits that some tip reaches, oldest first. */
    reached(): readonly Commit[] {
      const reached = new Set<Hash>(tips());
      const found: Commit[] = [];
      for (const one of commits.toReversed()) {
        if (!reached.has(one.hash)) continue;
        for (const parent of one.parents) reached.add(parent);
        found.push(one);
      }
      return found.reverse();
    },
  };
}
