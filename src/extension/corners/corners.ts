import * as vscode from 'vscode';
import type { Histories } from '../git/histories';
import type { Log } from '../log';
import type { Records } from '../records/records';
import { CodeProblems } from './code-problems';
import { CommentStyles } from './comment-styles';
import { CornerScans } from './corner-scans';
import { CornerTree } from './corner-tree';
import { CornerDecorations } from './decorations';
import { CornerHover } from './hover';
import { KeptRecords } from './kept-records';
import { CornerLenses, CornerNavigation } from './navigation';

/** Any file on the disk, of any language. */
const CODE: vscode.DocumentSelector = { scheme: 'file' };

/** All that shows corners in VS Code, wired together. */
export class CornerViews implements vscode.Disposable {
  readonly scans: CornerScans;
  readonly tree: CornerTree;
  readonly decorations: CornerDecorations;
  readonly styles: CommentStyles;
  /** Records that cutting a corner changed. */
  readonly kept: KeptRecords;
  readonly #disposables: vscode.Disposable[];

  constructor(records: Records, histories: Histories, log: Log, memory: vscode.Memento) {
    this.scans = new CornerScans(records, histories, log);
    this.tree = new CornerTree(this.scans, memory);
    this.decorations = new CornerDecorations(this.scans, log);
    this.styles = new CommentStyles(log);
    this.kept = new KeptRecords(log);
    const lenses = new CornerLenses(this.scans);
    const navigation = new CornerNavigation(this.scans);
    this.#disposables = [
      this.scans,
      this.tree,
      this.decorations,
      this.styles,
      this.kept,
      new CodeProblems(this.scans),
      lenses,
      vscode.languages.registerCodeLensProvider(CODE, lenses),
      vscode.languages.registerHoverProvider(CODE, new CornerHover(this.scans)),
      vscode.languages.registerDefinitionProvider(CODE, navigation),
      vscode.languages.registerReferenceProvider(CODE, navigation),
    ];
  }

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }
}
