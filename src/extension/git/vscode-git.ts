import * as vscode from 'vscode';

/** As much of the built-in git extension's API as is used here (its `git.d.ts`, version 1). */
interface GitApi {
  readonly repositories: readonly GitApiRepository[];
  readonly onDidOpenRepository: vscode.Event<GitApiRepository>;
}

interface GitApiRepository {
  readonly state: { readonly onDidChange: vscode.Event<void> };
}

/** Calls `onMoved` whenever the built-in git extension sees a repository come or move. Says nothing where it is off. */
export async function followVscodeGit(onMoved: () => void): Promise<vscode.Disposable> {
  const listening: vscode.Disposable[] = [];
  const all = { dispose: () => listening.splice(0).forEach((one) => void one.dispose()) };
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  if (extension === undefined) return all;
  try {
    const api = (await extension.activate()).getAPI(1);
    const follow = ({ state }: GitApiRepository) => listening.push(state.onDidChange(onMoved));
    api.repositories.forEach(follow);
    listening.push(
      api.onDidOpenRepository((repository) => {
        follow(repository);
        onMoved();
      }),
    );
  } catch {
    // Switched off by `git.enabled`, or git was not found: our own watcher is there.
  }
  return all;
}
