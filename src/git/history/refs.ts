import type { Ref } from '../../core/experiments/history';
import type { GitCommand } from '../runner';

/** The refs that are read, and the branch that the remote calls its default. */
export interface Refs {
  readonly refs: readonly Ref[];
  /** In full: `refs/remotes/origin/main`; null where no remote says. */
  readonly remoteDefault: string | null;
}

/** Branches here and of remotes, and the tool's own refs. One process, however many there are. */
export const listRefs = listing('%(objecttype)');

/** The same with refs to anything else than commits among them, for who knows all commits: git looks no object up. */
export const listTargets = listing('');

function listing(type: string): GitCommand<Refs> {
  const format = `--format=${type}%00%(objectname)%00%(refname)%00%(symref)`;
  return {
    args: ['for-each-ref', format, 'refs/heads/', 'refs/remotes/', 'refs/kata/'],
    parse: (output) => {
      const refs: Ref[] = [];
      let remoteDefault: string | null = null;
      for (const line of output.split('\n')) {
        const [kind = '', target, name, symref] = line.split('\0');
        if (target === undefined || name === undefined || !['', 'commit'].includes(kind)) continue;
        if (symref !== undefined && symref !== '') {
          if (name === 'refs/remotes/origin/HEAD') remoteDefault = symref;
          continue;
        }
        refs.push({ name, target });
      }
      return { refs, remoteDefault };
    },
  };
}

const USUAL = [
  'refs/heads/main',
  'refs/heads/master',
  'refs/heads/trunk',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
];

/**
 * The refs that may be the main line's tip, likeliest first: the default branch here and as its remote has it.
 * Empty where nothing looks like one; HEAD stands in then.
 */
export function mainLineRefs({ refs, remoteDefault }: Refs): readonly Ref[] {
  const local = remoteDefault?.replace(/^refs\/remotes\/[^/]+\//, 'refs/heads/');
  const names = remoteDefault === null || local === undefined ? USUAL : [local, remoteDefault];
  return names.flatMap((name) => refs.find((ref) => ref.name === name) ?? []);
}
