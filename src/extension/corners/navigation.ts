import * as vscode from 'vscode';
import { markersOf } from '../../core/corners/marker';
import type { CornerScans } from './corner-scans';
import { setting } from './decorations';
import { entryOf, experimentName, isRecorded, placesOf } from './found-corner';
import { cornerIdAt, isRecord, markerAt } from './marker-at';
import { oneLine } from './words';

/** Go to definition, both ways: from a marker to the entry in the record, from the entry to its markers. References are all of them. */
export class CornerNavigation implements vscode.DefinitionProvider, vscode.ReferenceProvider {
  constructor(private readonly scans: CornerScans) {}

  provideDefinition(document: vscode.TextDocument, position: vscode.Position): vscode.Location[] {
    const id = cornerIdAt(document, position);
    if (id === undefined) return [];
    const found = this.scans.withId(id, document.uri);
    return markerAt(document, position) === undefined
      ? found.flatMap(placesOf)
      : found.filter(isRecorded).map(entryOf);
  }

  provideReferences(document: vscode.TextDocument, position: vscode.Position): vscode.Location[] {
    const id = cornerIdAt(document, position);
    if (id === undefined) return [];
    return this.scans
      .withId(id, document.uri)
      .flatMap((one) => [...(isRecorded(one) ? [entryOf(one)] : []), ...placesOf(one)]);
  }
}

/** Above each marker: the experiment that cut it, and in the record, where in the code it is. */
export class CornerLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(private readonly scans: CornerScans) {
    this.#listening = vscode.Disposable.from(
      this.#changed,
      scans.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('kata.corners')) this.#changed.fire();
      }),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!setting('codeLens') || !this.scans.known) return [];
    return isRecord(document.uri) ? this.#inRecord(document) : this.#inCode(document);
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #inCode(document: vscode.TextDocument): vscode.CodeLens[] {
    return markersOf(document.getText()).markers.flatMap(({ id, line }) => {
      const [one] = this.scans
        .withId(id, document.uri)
        .filter((each) => placesOf(each).some(({ uri }) => uri.toString() === document.uri.toString()));
      if (one === undefined) return [];
      const given = [{ id, near: document.uri.toString() }];
      const range = new vscode.Range(line - 1, 0, line - 1, 0);
      if (!isRecorded(one)) {
        const command = 'kata.adoptCorner';
        return [new vscode.CodeLens(range, { title: 'Write down this corner…', command, arguments: given })];
      }
      const lenses = [
        new vscode.CodeLens(range, {
          title: `Cut for “${short(experimentName(one))}”`,
          tooltip: 'Go to the entry in its record',
          command: 'kata.goToCornerRecord',
          arguments: given,
        }),
      ];
      if (one.corner.kept === null) {
        lenses.push(
          new vscode.CodeLens(range, { title: 'Keep…', command: 'kata.keepCorner', arguments: given }),
        );
      }
      return lenses;
    });
  }

  #inRecord(document: vscode.TextDocument): vscode.CodeLens[] {
    const uri = document.uri.toString();
    return this.scans
      .all()
      .filter(isRecorded)
      .map((one) => ({ one, entry: entryOf(one) }))
      .filter(({ entry, one }) => entry.uri.toString() === uri && placesOf(one).length > 0)
      .map(({ one, entry: { range } }) => {
        const [place] = one.corner.places;
        const title = place === undefined ? 'Go to file' : `${place.path}:${place.line}`;
        const given = [{ id: one.corner.id, near: uri }];
        return new vscode.CodeLens(range, { title, command: 'kata.goToCorner', arguments: given });
      });
  }
}

function short(text: string): string {
  const line = oneLine(text);
  return line.length > 60 ? `${line.slice(0, 59).trimEnd()}…` : line;
}
