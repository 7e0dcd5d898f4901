import * as vscode from 'vscode';
import type { Histories } from './histories';

const SCHEME = 'kata-git';

/** A file's text as git holds it, to be read beside another. @param gitDir of a repository that is open here. @param blob full id */
export function gitTextUri(gitDir: string, path: string, blob: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${path}`, query: JSON.stringify([gitDir, blob]) });
}

/** A side on which there is no such file. */
export function noTextUri(path: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${path}` });
}

/** Gives VS Code the texts behind those addresses, which may come from anywhere: only ids reach git, only in open repositories. */
export class GitTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(private readonly histories: Histories) {}

  async provideTextDocumentContent({ query }: vscode.Uri): Promise<string> {
    if (query === '') return '';
    const [gitDir, blob] = named(query);
    const repository = this.histories.repositoryAt(gitDir);
    if (repository === undefined || !/^[0-9a-f]{40,64}$/.test(blob)) return '';
    const { readBlobs } = await import('../../git/batch');
    const bytes = (await readBlobs(repository.git, [blob])).get(blob);
    if (bytes === undefined) return 'This file is not in this clone.\n';
    return bytes.includes(0) ? 'This file is binary.\n' : new TextDecoder().decode(bytes);
  }

  dispose(): void {
    this.#registered.dispose();
  }
}

function named(query: string): [string, string] {
  try {
    const [gitDir, blob] = JSON.parse(query) as unknown[];
    return [String(gitDir), String(blob)];
  } catch {
    return ['', ''];
  }
}
