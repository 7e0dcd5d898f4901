import { MARKER } from '../core/corners/marker';
import { readMessage } from '../core/experiments/message';
import { readBlobs } from './batch';
import type { RecordLog } from './history/predictions';
import type { GitRunner } from './runner';
import { StartedGit } from './started';

const MARKED = new RegExp(`${MARKER}[(](c-[0-9a-z]{5})[)]`, 'g');
/** As for all that is derived: branches here and of remotes, the tool's own refs, and HEAD. */
const WHERE = ['--branches', '--remotes', '--glob=refs/kata/', 'HEAD'];
const PLAIN = ['-z', '--no-ext-diff', '--no-textconv', '--no-color', '--no-notes', '--no-show-signature'];

/**
 * Tells the blobs on both sides of each change that put markers into a file, or took some out. A fixed text is looked
 * for, which git finds many times faster than a pattern; a marker cannot have stood without once coming into a file.
 */
const TOUCHED_BLOBS = [
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
];

const CLEANING_MESSAGES = ['log', ...PLAIN, '--format=%B', '-F', '--grep=Kata-Cleans:', ...WHERE, '--'];

/**
 * A search for the ids of all corners that history knows anything of: a marker that ever stood in a commit, or a message
 * that says it was cleaned. Of any other id the whole history says nothing, and need not be read. It begins at once, and
 * has to be asked or stopped.
 */
export class EverStood {
  readonly #blobs: StartedGit;
  readonly #messages: StartedGit | null;

  /** @param log one that may tell what messages say of corners; without it they are searched too. */
  constructor(
    private readonly git: GitRunner,
    private readonly log: Promise<RecordLog | null> | null = null,
  ) {
    this.#blobs = new StartedGit(git, TOUCHED_BLOBS);
    this.#messages = log === null ? new StartedGit(git, CLEANING_MESSAGES) : null;
  }

  /** @throws GitFailure where there is no commit, or the clone leaves contents out */
  async ids(): Promise<ReadonlySet<string>> {
    try {
      const [touched, cleans] = await Promise.all([this.#blobs.answer(), this.#cleans()]);
      const found = new Set(cleans);
      for (const bytes of (await readBlobs(this.git, blobsOf(touched))).values())
        for (const [, id = ''] of bytes.toString('latin1').matchAll(MARKED)) found.add(id);
      return found;
    } finally {
      this.stop();
    }
  }

  /** Ends it where its answer is not wanted. */
  stop(): void {
    this.#blobs.stop();
    this.#messages?.stop();
  }

  async #cleans(): Promise<Iterable<string>> {
    const told = (await this.log)?.cleans;
    if (told != null) return told;
    const messages = await (this.#messages ?? new StartedGit(this.git, CLEANING_MESSAGES)).answer();
    return messages
      .toString()
      .split('\0')
      .flatMap((message) => readMessage(message).cleans);
  }
}

/** Reads `:MODE MODE ID ID …`; an id of zeros is no blob. */
function blobsOf(log: Buffer): string[] {
  const ids = [...log.toString('latin1').matchAll(/:\d{6} \d{6} ([0-9a-f]+) ([0-9a-f]+) /g)];
  return ids.flatMap(([, before = '', after = '']) => [before, after]).filter((id) => !/^0+$/.test(id));
}
