import type { Hash } from '../../core/experiments/history';
import { shortHash } from '../../core/experiments/history-words';
import type { History } from '../../core/experiments/repository-history';
import { GitFailure } from '../failure';
import type { Operation } from './head';

/** What a history read here can't tell. */
export interface Limits {
  readonly history: History;
  readonly operation: Operation | null;
  /** Records' versions whose contents are not in the clone. */
  readonly missing: number;
}

/** What is not known, and why, a sentence each; null where nothing is missing. */
export function limitWords({ history, operation, missing }: Limits): string | null {
  const { head, edge, graph, withoutRecords } = history;
  const said = [
    head.target === null && graph.size === 0 ? 'There is no commit yet.' : null,
    edge.size === 0 ? null : edgeWords([...edge]),
    withoutRecords === true
      ? 'This clone leaves folders out, so which commits changed a record is not known: `git fetch --refetch` brings them.'
      : null,
    missing === 0
      ? null
      : `${missing} version${missing === 1 ? '' : 's'} of records ${missing === 1 ? 'is' : 'are'} not in this clone: \`git fetch --refetch\` brings them.`,
    operation === null
      ? head.branch === null
        ? 'HEAD is on no branch, so no experiment is the active one.'
        : null
      : `Git is in the middle of a ${operation.kind}: what is shown is as far as it has come.`,
  ].filter((sentence) => sentence !== null);
  return said.length === 0 ? null : said.join(' ');
}

function edgeWords(edge: readonly Hash[]): string {
  const [first = ''] = edge;
  const more = edge.length - 1;
  const where = `${shortHash(first)}${more === 0 ? '' : ` and ${more} more commit${more === 1 ? '' : 's'}`}`;
  return `History is cut off at ${where}; what is older is not known: \`git fetch --unshallow\` brings it.`;
}

/** Why git could not be asked at all; what is no failure of git's is thrown again. */
export function failureWords(error: unknown): string {
  if (!(error instanceof GitFailure)) throw error;
  const message = error.message.replace(/[.]$/, '');
  const mend = error.mend.charAt(0).toUpperCase() + error.mend.slice(1).replace(/[.]$/, '');
  return `${message}, so what happened on branches is not known. ${mend}.`;
}
