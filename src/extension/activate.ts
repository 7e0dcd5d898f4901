import * as vscode from 'vscode';
import { COMMANDS } from './command-names';
import type { Host } from './host';

/** What other code of this process (its tests) gets from the activated extension. */
export interface KataApi {
  /** Loads the rest of the extension, if nothing has asked for it yet. */
  host(): Promise<Host>;
}

/** How long after activation the rest is loaded: VS Code's own start goes first. */
const LATER = 50;

/**
 * The entry that VS Code loads: it registers what can be asked for, and loads the rest, with all its libraries,
 * when something is. So a start with a kata in the workspace costs next to nothing.
 */
export function activate(context: vscode.ExtensionContext): KataApi {
  let loading: Promise<Host> | undefined;
  const host = (): Promise<Host> => {
    loading ??= Promise.resolve().then(() => {
      // The path is that of the built file: the host is a bundle of its own beside this one.
      const { startHost } = require('./host.cjs') as typeof import('./host');
      return startHost(context);
    });
    return loading;
  };
  for (const command of COMMANDS) {
    context.subscriptions.push(
      vscode.commands.registerCommand(command, async (...given: unknown[]) =>
        (await host()).run(command, given),
      ),
    );
  }
  context.subscriptions.push(
    vscode.window.registerCustomEditorProvider(
      'kata.storyboard',
      { resolveCustomTextEditor: async (document, panel) => (await host()).openBoard(document, panel) },
      { supportsMultipleEditorsPerDocument: true },
    ),
  );
  const later = setTimeout(() => void host(), LATER);
  context.subscriptions.push({ dispose: () => clearTimeout(later) });
  return { host };
}
