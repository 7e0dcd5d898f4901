import { parse } from 'jsonc-parser/lib/esm/main.js';
import * as vscode from 'vscode';
import { type CommentStyle, commentStyleOf } from '../../core/corners/comment-styles';
import type { Log } from '../log';

/** Languages whose configuration names comments though their files can hold none. */
const NONE: ReadonlySet<string> = new Set([
  'json',
  'jsonl',
  'snippets',
  'plaintext',
  'log',
  'csv',
  'tsv',
  'diff',
]);
/** Files that a tool writes anew: a comment would not outlive its next run. */
const GENERATED = /(^|\/)([^/]*\.lock|package-lock\.json|pnpm-lock\.yaml|npm-shrinkwrap\.json|go\.sum)$/i;

/** What a language's configuration file says of comments; newer ones may tell more of the line comment. */
interface LanguageComments {
  readonly lineComment?: string | { readonly comment?: string };
  readonly blockComment?: readonly [string, string];
}

/**
 * How languages write comments. VS Code has no API for it, so the language configurations of the installed
 * extensions are read, each once; a language that says nothing is judged by its file's name.
 */
export class CommentStyles implements vscode.Disposable {
  readonly #known = new Map<string, Promise<CommentStyle | null>>();
  readonly #listening = vscode.extensions.onDidChange(() => this.#known.clear());

  constructor(private readonly log: Log) {}

  /** Null for a file that can hold no comment. */
  async of({ languageId, uri }: vscode.TextDocument): Promise<CommentStyle | null> {
    if (GENERATED.test(uri.path) || NONE.has(languageId)) {
      return languageId === 'plaintext' && !GENERATED.test(uri.path) ? commentStyleOf(uri.path) : null;
    }
    const known = this.#known.get(languageId) ?? this.#read(languageId);
    this.#known.set(languageId, known);
    return (await known) ?? commentStyleOf(uri.path);
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #read(language: string): Promise<CommentStyle | null> {
    for (const file of configurationsOf(language)) {
      try {
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
        const style = styleIn((parse(text) as { comments?: LanguageComments } | undefined)?.comments);
        if (style !== null) return style;
      } catch (error) {
        this.log.error(`The configuration of the language ${language} could not be read.`, error);
      }
    }
    return null;
  }
}

function configurationsOf(language: string): vscode.Uri[] {
  return vscode.extensions.all.flatMap(({ extensionUri, packageJSON }) => {
    // Other people's manifests: nothing is taken for granted.
    const languages: unknown = packageJSON?.contributes?.languages;
    return (Array.isArray(languages) ? languages : []).flatMap(
      (one: { id?: unknown; configuration?: unknown }) =>
        one?.id === language && typeof one.configuration === 'string'
          ? [vscode.Uri.joinPath(extensionUri, one.configuration)]
          : [],
    );
  });
}

function styleIn(comments: LanguageComments | undefined): CommentStyle | null {
  const { lineComment, blockComment } = comments ?? {};
  const start = typeof lineComment === 'object' ? lineComment?.comment : lineComment;
  if (typeof start === 'string' && start !== '') return { kind: 'line', start };
  const [open, end] = Array.isArray(blockComment) ? blockComment : [];
  return typeof open === 'string' && typeof end === 'string' ? { kind: 'block', start: open, end } : null;
}
