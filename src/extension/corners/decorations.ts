import * as vscode from 'vscode';
import { markersOf } from '../../core/corners/marker';
import { Coalescer } from '../coalesce';
import type { Log } from '../log';
import { today } from '../today';
import type { CornerScans } from './corner-scans';
import { experimentName, type FoundCorner } from './found-corner';
import { gutterIcon, type Look } from './icons';
import { rangeOfMarker } from './marker-at';
import { oneLine, standWords } from './words';

/** After typing, in milliseconds. What stands there moves with the text by itself meanwhile. */
const AFTER_TYPING = 150;
const LOOKS: readonly Look[] = ['open', 'overdue', 'kept', 'orphan'];
const LONGEST = 60;

/** Shows corners in open files: an icon at the margin, and where they stand at the end of the line. */
export class CornerDecorations implements vscode.Disposable {
  readonly #types = new Map<Look, vscode.TextEditorDecorationType>();
  readonly #showing: Coalescer;
  readonly #disposables: vscode.Disposable[];
  /** What is shown in a file, line by line from 1: tests read it. */
  readonly shown = new Map<string, readonly { line: number; look: Look; words: string }[]>();

  constructor(
    private readonly scans: CornerScans,
    log: Log,
  ) {
    this.#showing = new Coalescer(
      async () => this.#show(),
      (error) => log.error('Corners could not be shown in the editor.', error),
    );
    this.#disposables = [
      this.#showing,
      scans.onDidChange(() => this.#showing.soon(0)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#showing.soon(0)),
      vscode.workspace.onDidChangeTextDocument(() => this.#showing.soon(AFTER_TYPING)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('kata.corners')) this.#remake();
      }),
    ];
    this.#remake();
  }

  dispose(): void {
    for (const one of [...this.#disposables, ...this.#types.values()]) one.dispose();
  }

  /** A type's icon can't be changed: other settings need other types. */
  #remake(): void {
    for (const type of this.#types.values()) type.dispose();
    this.#types.clear();
    const withIcon = setting('gutterIcon');
    for (const look of LOOKS) {
      const { light, dark } = gutterIcon(look);
      const colour = look === 'overdue' || look === 'orphan' ? 'charts.yellow' : 'charts.blue';
      const icon = (gutterIconPath: vscode.Uri) => ({ gutterIconPath, gutterIconSize: 'contain' });
      const type = vscode.window.createTextEditorDecorationType({
        ...(withIcon ? { light: icon(light), dark: icon(dark) } : {}),
        ...(look === 'kept' ? {} : { overviewRulerColor: new vscode.ThemeColor(colour) }),
        overviewRulerLane: vscode.OverviewRulerLane.Right,
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      });
      this.#types.set(look, type);
    }
    this.#showing.soon(0);
  }

  #show(): void {
    if (!this.scans.known) return;
    const withText = setting('endOfLineText');
    const corners = new Map<string, FoundCorner>();
    for (const one of this.scans.all()) if (!corners.has(one.corner.id)) corners.set(one.corner.id, one);
    this.shown.clear();
    for (const editor of vscode.window.visibleTextEditors) this.#showIn(editor, corners, withText);
  }

  #showIn(editor: vscode.TextEditor, corners: ReadonlyMap<string, FoundCorner>, withText: boolean): void {
    const { document } = editor;
    if (document.uri.scheme !== 'file') return;
    const options = new Map<Look, vscode.DecorationOptions[]>(LOOKS.map((look) => [look, []]));
    const shown: { line: number; look: Look; words: string }[] = [];
    for (const marker of markersOf(document.getText()).markers) {
      const one = corners.get(marker.id);
      if (one === undefined || !this.#isLookedAt(one, document.uri)) continue;
      const look = lookOf(one);
      const words = endWords(one);
      const range = rangeOfMarker(marker.line - 1, marker);
      const after = {
        contentText: words,
        margin: '0 0 0 2em',
        color: new vscode.ThemeColor('editorCodeLens.foreground'),
      };
      options.get(look)?.push(withText ? { range, renderOptions: { after } } : { range });
      shown.push({ line: marker.line, look, words: withText ? words : '' });
    }
    for (const [look, type] of this.#types) editor.setDecorations(type, options.get(look) ?? []);
    this.shown.set(document.uri.toString(), shown);
  }

  /** Files in which no corner is looked for show none, also where they quote a marker. */
  #isLookedAt({ corner, tree }: FoundCorner, uri: vscode.Uri): boolean {
    return corner.places.some(({ path }) => tree.uriOf(path).toString() === uri.toString());
  }
}

function lookOf({ corner }: FoundCorner): Look {
  if (corner.state === 'orphan') return 'orphan';
  if (corner.kept !== null) return 'kept';
  return corner.overdue ? 'overdue' : 'open';
}

/** Beside the marker's own words: where the corner stands, and which experiment cut it. */
function endWords(one: FoundCorner): string {
  const stand = standWords(one, today());
  if (one.corner.experiment === null) return stand;
  const name = oneLine(experimentName(one));
  return `${stand} · ${name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name}`;
}

/** A switch of `kata.corners`. */
export function setting(name: 'gutterIcon' | 'endOfLineText' | 'codeLens'): boolean {
  return vscode.workspace.getConfiguration('kata.corners').get(name, true);
}
