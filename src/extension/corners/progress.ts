import * as vscode from 'vscode';

/** Work that is over sooner shows nothing, in milliseconds. */
const LONG = 1000;

/** Does work that may be called off; what takes past a second shows that it goes on, with a button to stop it. */
export async function withProgressWhenLong(
  title: string,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const working = work(stop.signal);
  const timer = setTimeout(() => {
    const location = vscode.ProgressLocation.Notification;
    void vscode.window.withProgress({ location, title, cancellable: true }, (_, token) => {
      token.onCancellationRequested(() => stop.abort());
      // How it ended is told by whoever asked for the work.
      return working.catch(() => undefined);
    });
  }, LONG);
  try {
    await working;
  } finally {
    clearTimeout(timer);
  }
}
