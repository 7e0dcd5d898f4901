import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { GitRepo } from '../../support/git-repo';
import { startedHost } from './host';
import { KataPlace } from './workspace';

/** A kata's folder in the opened workspace that is a git repository of its own; git is run beside VS Code, as in a terminal. */
export class GitPlace extends KataPlace {
  readonly repo: GitRepo;

  constructor() {
    super();
    this.repo = GitRepo.at(join(this.folder.uri.fsPath, this.name));
  }

  /** The usual kata in a repository with one commit, which the extension has asked. */
  async start(): Promise<void> {
    await this.putKata();
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', this.repo.path], { stdio: 'ignore' });
    this.repo.git('config', 'user.name', 'Ana');
    this.repo.git('config', 'user.email', 'ana@example.com');
    this.repo.commit('A kata');
    await (await startedHost()).histories.refresh();
  }

  override async remove(): Promise<void> {
    await super.remove();
    rmSync(join(this.repo.path, '.git'), { recursive: true, force: true });
    await (await startedHost()).histories.forget();
  }
}
