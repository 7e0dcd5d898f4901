import { createHash } from 'node:crypto';
import { type PatchId, type PatchQuestion, patchKey } from '../../core/experiments/copies';
import { GitFailure } from '../failure';
import type { GitRunner } from '../runner';
import { StartedGit } from '../started';

const DIFF = ['diff-tree', '--stdin', '--always', '--root', '-r', '--no-color', '--no-renames'];
const SAFE = ['--no-ext-diff', '--no-textconv', '--ignore-submodules=all'];
const ARGS = {
  files: [...DIFF, ...SAFE, '--name-status'],
  patch: [...DIFF, ...SAFE, '-p', '--unified=3', '--src-prefix=a/', '--dst-prefix=b/'],
} as const;

/** A patch of fewer changed lines may be anybody's. */
const FEWEST_LINES = 3;

/** What patches are, each read once: a commit never has another. */
export class Patches {
  #known = new Map<string, PatchId>();
  /** Those of the history before it was rewritten: what is asked again is kept. */
  #before = new Map<string, PatchId>();

  constructor(private readonly git: GitRunner) {}

  /** Lets go in time of what a rewritten history does not ask for. */
  startOver(): void {
    this.#before = this.#known;
    this.#known = new Map();
  }

  /**
   * Through one git process for files and one for patches, where any is new. Nothing is told of what is not in the clone.
   * @returns an answer to each question, by its key. @throws GitFailure where git can't be run.
   */
  async read(questions: readonly PatchQuestion[]): Promise<ReadonlyMap<string, PatchId>> {
    for (const key of questions.map(patchKey)) {
      const patch = this.#known.get(key) ?? this.#before.get(key);
      if (patch !== undefined) this.#known.set(key, patch);
    }
    const unread = questions.filter((question) => !this.#known.has(patchKey(question)));
    for (const what of ['files', 'patch'] as const) {
      const asked = unread.filter((question) => question.what === what);
      const patches = asked.length === 0 ? [] : await readPatches(this.git, what, asked);
      for (const [at, question] of asked.entries()) this.#known.set(patchKey(question), patches[at] ?? null);
    }
    return new Map(questions.map(patchKey).map((key) => [key, this.#known.get(key) ?? null]));
  }
}

/** In the order of the questions. Blank space and line numbers do not count, as with `git patch-id`. */
async function readPatches(
  git: GitRunner,
  what: PatchQuestion['what'],
  questions: readonly PatchQuestion[],
): Promise<readonly PatchId[]> {
  const reader = new PatchReader();
  const input = questions.map(({ commit, base }) => `${[commit, base ?? []].flat().join(' ')}\n`).join('');
  try {
    await new StartedGit(git, ARGS[what]).each((chunk) => reader.add(chunk), input);
  } catch (error) {
    // A clone that leaves contents out ends git at the first that is not there: what was told before counts.
    if (!(error instanceof GitFailure) || !['git/missing-object', 'git/failed'].includes(error.code))
      throw error;
    reader.stop();
  }
  return reader.end();
}

/** Reads what `diff-tree` prints: for each line of its input the commit's id, and its files or its patch. */
export class PatchReader {
  readonly #patches: PatchId[] = [];
  #rest = '';
  #hash = createHash('sha1');
  #lines = 0;
  #begun = false;
  #inHunk = false;

  add(chunk: Buffer): void {
    const lines = (this.#rest + chunk.toString('latin1')).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
  }

  /** Forgets the patch that is being read. */
  stop(): void {
    this.#rest = '';
    this.#begun = false;
  }

  /** In the order of the questions. */
  end(): readonly PatchId[] {
    if (this.#rest !== '') this.#line(this.#rest);
    this.#finish();
    return this.#patches;
  }

  #line(line: string): void {
    // Lines of a patch begin with a sign or a word.
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(line)) {
      this.#finish();
      this.#begun = true;
    } else if (/^[A-Z]\t/.test(line)) {
      this.#hash.update(`${line}\n`);
      this.#lines = FEWEST_LINES;
    } else if (line.startsWith('diff --git ')) {
      this.#inHunk = false;
      this.#hash.update(line);
    } else if (line.startsWith('@@ ')) {
      this.#inHunk = true;
      this.#hash.update('@');
    } else if (this.#inHunk && /^[-+ ]/.test(line)) {
      if (!line.startsWith(' ')) this.#lines += 1;
      this.#hash.update(`${line.charAt(0)}${line.replace(/\s+/g, '')}\n`);
    }
  }

  #finish(): void {
    if (this.#begun) this.#patches.push(this.#lines < FEWEST_LINES ? null : this.#hash.digest('hex'));
    this.#hash = createHash('sha1');
    this.#lines = 0;
    this.#inHunk = false;
    this.#begun = false;
  }
}
