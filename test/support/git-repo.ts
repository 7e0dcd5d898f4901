import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { putFiles, tempFolder } from './temp';

/** Git for tests: nobody's configuration, fixed names and dates, so that ids are the same in every run. */
export function testEnvironment(home: string, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Ana',
    GIT_AUTHOR_EMAIL: 'ana@example.com',
    GIT_COMMITTER_NAME: 'Ana',
    GIT_COMMITTER_EMAIL: 'ana@example.com',
    LC_ALL: 'C',
    ...extra,
  };
}

/** A real repository in a temporary folder, made step by step. */
export class GitRepo {
  readonly home = tempFolder('kata-home');
  private commits = 0;

  private constructor(readonly path: string) {}

  /** @param options for `git init`, such as `--bare` or `--object-format=sha256`. */
  static create(...options: string[]): GitRepo {
    const repo = new GitRepo(join(tempFolder('kata-repo'), 'repo'));
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', ...options, repo.path], {
      env: testEnvironment(repo.home),
    });
    return repo;
  }

  /** Takes a repository that git itself made: a clone, another working tree. */
  static at(path: string): GitRepo {
    return new GitRepo(path);
  }

  /** Runs git here and gives its output, without the last newline. Throws where git fails. */
  git(...args: string[]): string {
    return this.gitWith({}, ...args);
  }

  gitWith(extra: NodeJS.ProcessEnv, ...args: string[]): string {
    return execFileSync('git', args, {
      cwd: this.path,
      env: testEnvironment(this.home, extra),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).replace(/\n$/, '');
  }

  /** Writes files, null for one that goes. */
  write(files: Readonly<Record<string, string | Uint8Array | null>>): this {
    for (const [path, content] of Object.entries(files)) {
      if (content === null) rmSync(join(this.path, path));
      else putFiles(this.path, { [path]: content });
    }
    return this;
  }

  /** Commits everything, at noon UTC of `date` or one minute after the commit before. @returns the commit's id. */
  commit(message: string, date?: string): string {
    const minute = String(this.commits++ % 60).padStart(2, '0');
    const at = date === undefined ? `2026-11-02T12:${minute}:00Z` : `${date}T12:00:00Z`;
    this.git('add', '--all', '--force');
    this.gitWith(
      { GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at },
      'commit',
      '--quiet',
      '--allow-empty',
      '-m',
      message,
    );
    return this.git('rev-parse', 'HEAD');
  }
}
