import { MARKER } from '../core/corners/marker';
import { readMessage } from '../core/experiments/message';
import { readBlobs } from './batch';
import type { Repository } from './repository';
import type { GitCommand } from './runner';

const MARKED = new RegExp(`${MARKER}[(](c-[0-9a-z]{5})[)]`, 'g');
/** As for all that is derived: branches here and of remotes, the tool's own refs, and HEAD. */
const WHERE = ['--branches', '--remotes', '--glob=refs/kata/', 'HEAD'];
const PLAIN = ['-z', '--no-ext-diff', '--no-textconv', '--no-color', '--no-notes', '--no-show-signature'];

/**
 * The blobs on both sides of each change that put markers into a file, or took some out. A fixed text is looked for,
 * which git finds many times faster than a pattern; a marker cannot have stood without once coming into a file.
 */
const touchedBlobs: GitCommand<readonly string[]> = {
  args: [
    'log',
    ...PLAIN,
    '--format=',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '--diff-merges=first-parent',
    `-S${MARKER}(c-`,
    ...WHERE,
    '--',
  ],
  parse: (output) => {
    const ids = [...output.matchAll(/:\d{6} \d{6} ([0-9a-f]+) ([0-9a-f]+) /g)].flatMap(
      ([, a = '', b = '']) => [a, b],
    );
    return [...new Set(ids)].filter((id) => !/^0+$/.test(id));
  },
};

const cleaningMessages: GitCommand<string> = {
  args: ['log', ...PLAIN, '--format=%B', '-F', '--grep=Kata-Cleans:', ...WHERE, '--'],
  parse: (output) => output,
};

/**
 * The ids of all corners that history knows anything of: a marker that ever stood in a commit, or a message that says
 * it was cleaned. Of any other id the whole history says nothing, and need not be read.
 * @throws GitFailure where there is no commit, or the clone leaves contents out
 */
export async function everStood(repository: Repository): Promise<ReadonlySet<string>> {
  const [blobs, messages] = await Promise.all([
    repository.git.run(touchedBlobs),
    repository.git.run(cleaningMessages),
  ]);
  const found = new Set<string>();
  for (const message of messages.split('\0')) for (const id of readMessage(message).cleans) found.add(id);
  for (const bytes of (await readBlobs(repository.git, blobs)).values()) {
    for (const [, id = ''] of bytes.toString('latin1').matchAll(MARKED)) found.add(id);
  }
  return found;
}
