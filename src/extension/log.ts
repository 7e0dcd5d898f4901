import * as vscode from 'vscode';

/** What went wrong, in VS Code's output panel under *Kata*. */
export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Kata', { log: true });

  error(sentence: string, cause: unknown): void {
    this.#channel.error(sentence, cause instanceof Error ? cause : String(cause));
  }

  info(sentence: string): void {
    this.#channel.info(sentence);
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
