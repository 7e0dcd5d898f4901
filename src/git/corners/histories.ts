import type { CornerHistory } from '../../core/corners/marker-history';
import type { KataHome } from '../../core/load/loaded';
import type { Repository } from '../repository';
import type { CommitId } from '../revision';
import type { IsIgnored } from './ignored';

/** What is asked of history. */
export interface AskedOfHistory {
  /** The ids that the tree does not decide. */
  readonly ids: ReadonlySet<string>;
  readonly ignored: IsIgnored;
  readonly homes: readonly KataHome[];
  /** The commit whose past counts; HEAD's for null. */
  readonly at: CommitId | null;
  readonly signal?: AbortSignal | undefined;
}

export class CornerHistories {
  constructor(
    readonly repository: Repository,
    readonly prefix: string,
  ) {}

  moved(): void {}

  async read(_asked: AskedOfHistory): Promise<{
    readonly histories: ReadonlyMap<string, CornerHistory>;
    readonly why: readonly string[];
  }> {
    return { histories: new Map(), why: [] };
  }
}
