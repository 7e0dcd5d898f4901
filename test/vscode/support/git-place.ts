import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GitRepo } from '../../support/git-repo';
import { startedHost } from './host';
import { KataPlace } from './workspace';

/**
 * A kata at the top of the opened workspace, which is a git repository (the katas of one within are its own); git is
 * run beside VS Code, as in a terminal. Its `.git` stays between tests: the built-in git extension fails where one goes.
 */
export class GitPlace extends KataPlace {
  readonly repo: GitRepo;

  constructor() {
    super(undefined, '');
    this.repo = GitRepo.at(this.folder.uri.fsPath);
  }

  /** The usual kata in a repository with one commit, which the extension has asked. */
  async start(): Promise<void> {
    const { repo } = this;
    if (!existsSync(join(repo.path, '.git'))) {
      execFileSync('git', ['init', '--quiet', '--initial-branch=main', repo.path], { stdio: 'ignore' });
      repo.git('config', 'user.name', 'Ana');
      repo.git('config', 'user.email', 'ana@example.com');
    }
    repo.git('symbolic-ref', 'HEAD', 'refs/heads/main');
    for (const ref of repo.git('for-each-ref', '--format=%(refname)').split('\n')) {
      if (ref !== '') repo.git('update-ref', '-d', ref);
    }
    repo.git('read-tree', '--empty');
    for (const path of ['cache.js', 'notes.txt', '.git/hooks']) {
      rmSync(join(repo.path, path), { recursive: true, force: true });
    }
    await this.putKata();
    repo.commit('A kata');
    await (await startedHost()).histories.refresh();
  }
}
