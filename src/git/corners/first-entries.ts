import type { CornerEvidence } from '../../core/corners/corner';
import { evidenceOf } from '../../core/corners/marker-history';
import type { CommitGraph } from '../../core/experiments/graph';
import type { Commit } from '../../core/experiments/history';
import type { History } from '../../core/experiments/repository-history';
import { readBlobs } from '../batch';
import type { GitRunner } from '../runner';

/** The first commit whose record names each corner. */
export class FirstEntries {
  private graph: CommitGraph | null = null;
  private size = 0;
  private first = new Map<string, Commit>();

  constructor(private readonly git: GitRunner) {}

  /** Every id that a version of a record names. */
  ids(): Iterable<string> {
    return this.first.keys();
  }

  /** @returns the commit by id; an id that only came with the edge of a shallow clone has none. @throws GitFailure */
  async read(
    { graph, edge }: History,
    ids: ReadonlySet<string>,
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, CornerEvidence>> {
    if (graph !== this.graph) {
      this.graph = graph;
      this.size = 0;
      this.first = new Map();
    }
    const versions = graph
      .from(this.size)
      .flatMap((commit) => commit.records.map(({ after }) => ({ commit, after })));
    const known = await readBlobs(
      this.git,
      versions.flatMap(({ after }) => after ?? []),
    );
    signal?.throwIfAborted();
    for (const { commit, after } of versions) {
      for (const id of idsIn(after === null ? undefined : known.get(after))) {
        const first = this.first.get(id);
        if (first === undefined || graph.byTime(commit, first) < 0) this.first.set(id, commit);
      }
    }
    this.size = graph.size;
    return new Map(
      [...ids].flatMap((id) => {
        const commit = this.first.get(id);
        return commit === undefined || edge.has(commit.hash) ? [] : [[id, evidenceOf(commit)] as const];
      }),
    );
  }
}

/** The ids of corners that a record's text names. */
function idsIn(bytes: Buffer | undefined): ReadonlySet<string> {
  return new Set(bytes?.toString('latin1').match(/(?<![0-9a-z-])c-[0-9a-z]{5}(?![0-9a-z])/g) ?? []);
}
