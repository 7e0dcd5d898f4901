import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { GLOBAL_OPTIONS, gitEnvironment, HARDENING } from '../environment';
import { GitFailure, missingObject } from '../failure';
import type { Repository } from '../repository';

/** How a git process ended, and all that it said. */
export interface GitEnd {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface GitRun {
  readonly args: readonly string[];
  /**
   * `person`: the person's own act, with their hooks, identity and locale. `tool`: hardened as all our reading is.
   * In both, no setting of the repository starts a program to watch files, and none colours what is printed.
   */
  readonly as: 'person' | 'tool';
  /** True for the few commands that refuse `--literal-pathspecs`. */
  readonly plainPaths?: true;
  /** Variables that git is given besides. */
  readonly env?: Readonly<Record<string, string>>;
  /** What git reads on its standard input: written only once `started` is done. */
  readonly input?: string;
  /** Told the process as soon as there is one. */
  readonly started?: (pid: number) => Promise<void>;
}

const LITERAL = '--literal-pathspecs';

/** What would lead git elsewhere, as a hook that called us would have set it (`git rev-parse --local-env-vars`). */
const REDIRECTING = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_GRAFT_FILE',
  'GIT_SHALLOW_FILE',
  'GIT_REPLACE_REF_BASE',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_CONFIG',
]);

/** A person's environment: names and dates of commits, locale and credentials stay. No editor opens. */
export function personEnvironment(from: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(from)) {
    if (value !== undefined && !REDIRECTING.has(name.toUpperCase())) environment[name] = value;
  }
  return { ...environment, GIT_EDITOR: ':', GIT_TERMINAL_PROMPT: '0' };
}

/**
 * What a person's own git is told besides. No more than this: git hands it on to their hooks, which would not find
 * a pattern's files under `--literal-pathspecs`.
 */
const FOR_PERSONS = ['core.fsmonitor=false', 'color.ui=false'];

/**
 * Runs git in the repository's own folder and waits for its end. Any status is an answer.
 * @throws GitFailure where git can't be started or is killed.
 */
export async function runGit(repository: Repository, run: GitRun): Promise<GitEnd> {
  const isTool = run.as === 'tool';
  const settings = (isTool ? HARDENING : FOR_PERSONS).flatMap((setting) => ['-c', setting]);
  const own = isTool ? gitEnvironment() : personEnvironment();
  const globals = GLOBAL_OPTIONS.filter((option) => run.plainPaths !== true || option !== LITERAL);
  const child = spawn(repository.git.binary, [...settings, ...(isTool ? globals : []), ...run.args], {
    cwd: repository.git.folder,
    env: { ...own, ...run.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // Git may end without reading what it is given.
  child.stdin.on('error', () => {});
  const closed = once(child, 'close');
  // Listened to from the start; what it says is read below.
  closed.catch(() => {});
  try {
    if (child.pid !== undefined) await run.started?.(child.pid);
    child.stdin.end(run.input ?? '');
  } catch (error) {
    // Without its input git changes nothing. It is asked to end, so that it takes its locks away.
    child.kill('SIGTERM');
    await closed.catch(() => {});
    throw error;
  }
  try {
    await closed;
  } catch (error) {
    const mend = 'check the installation of git';
    throw new GitFailure('git/failed', 'Git could not be started', mend, String(error));
  }
  const said = { out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
  if (child.exitCode === null) {
    throw new GitFailure('git/failed', `Git was ended by ${child.signalCode}`, 'try again', said.err);
  }
  return { status: child.exitCode, ...said };
}

/** Runs git hardened, for its effect. @throws GitFailure with git's words where it refuses. */
export async function must(
  repository: Repository,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<string> {
  const end = await runGit(repository, { args, as: 'tool', ...(env === undefined ? {} : { env }) });
  if (end.status === 0) return end.out;
  const missing = missingObject(end.err);
  if (missing !== null) throw missing;
  // Git names the file first and then gives advice for some lines.
  const lock = /Unable to create '(.+\.lock)': File exists/.exec(end.err)?.[1];
  if (lock !== undefined) {
    const mend = 'try again when it has ended; if none is running, remove that file';
    throw new GitFailure('git/failed', `Another git is at work: ${lock} is there`, mend, end.err);
  }
  throw new GitFailure(
    'git/failed',
    `Git refused: ${words(end) || 'it gave no reason'}`,
    'mend that and try again',
    end.err,
  );
}

/** What git or a hook said, as one sentence: its last lines, without git's own `fatal:` and advice. */
export function words({ out, err }: GitEnd): string {
  const lines = `${out}\n${err}`
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/^(fatal|error): /, ''))
    .filter((line) => line !== '' && !/^(hint|warning):/.test(line));
  return lines.slice(-3).join(' / ').slice(0, 400);
}
