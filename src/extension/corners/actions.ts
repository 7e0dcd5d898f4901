import * as vscode from 'vscode';
import { MARKER, markerText, readMarkers } from '../../core/corners/marker';
import { newId } from '../../core/model/ids';
import type { Parts } from '../parts';
import { random } from '../today';
import { experimentsFor, refusalFor } from './choose-experiment';
import { experimentName } from './found-corner';
import { isRecord } from './marker-at';
import { cornerName } from './words';

const CUT = vscode.CodeActionKind.Refactor.append('kata.cutCorner');

/** The light bulb: cut a corner at the cursor's line, and write one down that no record knows. */
class CornerActions implements vscode.CodeActionProvider {
  static readonly kinds = [CUT, vscode.CodeActionKind.QuickFix];

  constructor(private readonly parts: Parts) {}

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return [...this.#adopt(document, range, context), ...this.#cut(document, range, context)];
  }

  /** Not at each move of the cursor: a bulb at every line would say nothing. */
  #cut(
    { uri }: vscode.TextDocument,
    range: vscode.Range,
    { triggerKind }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const isAsked = triggerKind === vscode.CodeActionTriggerKind.Invoke || !range.isEmpty;
    if (!isAsked || refusalFor(this.parts, uri) !== undefined) return [];
    const action = new vscode.CodeAction('Cut a corner here…', CUT);
    action.command = { title: action.title, command: 'kata.cutCorner', arguments: [uri] };
    return [action];
  }

  #adopt(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const { scans } = this.parts.corners;
    if (isRecord(document.uri) || !scans.known) return [];
    const unknown = readMarkers(document.lineAt(range.start.line).text).markers.filter(
      ({ id }) => scans.withId(id, document.uri)[0]?.corner.state === 'orphan',
    );
    const [first, second] = experimentsFor(this.parts, document.uri);
    if (first === undefined) return [];
    const name =
      second === undefined ? `the record of “${first.one.title.value ?? first.one.step.value}”` : 'a record…';
    return unknown.map(({ id }) => {
      const action = new vscode.CodeAction(`Write ${id} down in ${name}`, vscode.CodeActionKind.QuickFix);
      const given = { id, near: document.uri.toString() };
      action.command = { title: action.title, command: 'kata.adoptCorner', arguments: [given] };
      action.diagnostics = diagnostics.filter(({ code }) => code === 'corner/orphan');
      action.isPreferred = true;
      return action;
    });
  }
}

/** What follows a half-typed marker: the corners that have none yet, or a new id. */
class CornerCompletions implements vscode.CompletionItemProvider {
  static readonly triggers = ['-', '('];

  constructor(private readonly parts: Parts) {}

  provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
    const before = document.lineAt(position.line).text.slice(0, position.character);
    const typed = typedMarker(before);
    if (
      typed === null ||
      isRecord(document.uri) ||
      refusalFor(this.parts, document.uri)?.command === 'kata.create'
    )
      return [];
    const range = new vscode.Range(position.translate(0, -typed.length), position);
    const { scans } = this.parts.corners;
    const unmarked = scans.all().filter(({ corner }) => corner.state === 'unmarked');
    const taken = new Set(scans.all().map(({ corner }) => corner.id));
    const items = unmarked.map((one) => {
      const { id, what } = one.corner;
      const item = new vscode.CompletionItem(markerText(id, what), vscode.CompletionItemKind.Reference);
      item.detail = `${cornerName(one.corner)} · ${experimentName(one)}`;
      item.insertText = markerText(id, what);
      return item;
    });
    const id = newId('c', taken, random);
    const fresh = new vscode.CompletionItem(`${MARKER}: new corner`, vscode.CompletionItemKind.Snippet);
    fresh.detail = 'A new id; write it down with the light bulb';
    fresh.insertText = new vscode.SnippetString()
      .appendText(`${markerText(id, '')}: `)
      .appendPlaceholder('what is cut');
    return [...items, fresh].map((item, at) =>
      Object.assign(item, { range, filterText: typed, sortText: `!${String(at).padStart(4, '0')}` }),
    );
  }
}

/** Registers what edits corners from within a text. */
export function registerCornerActions(parts: Parts): vscode.Disposable {
  const code: vscode.DocumentSelector = { scheme: 'file' };
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(code, new CornerActions(parts), {
      providedCodeActionKinds: CornerActions.kinds,
    }),
    vscode.languages.registerCompletionItemProvider(
      code,
      new CornerCompletions(parts),
      ...CornerCompletions.triggers,
    ),
  );
}

/** The half-typed marker at the end of a text, at least `KATA`; null where there is none. */
function typedMarker(before: string): string | null {
  const match = /(KATA(?:-[A-Z]*(?:\([c0-9a-z-]*)?)?)$/.exec(before);
  const typed = match?.[1];
  if (typed === undefined) return null;
  const head = typed.split('(', 1)[0] ?? '';
  return MARKER.startsWith(head) && (!typed.includes('(') || head === MARKER) ? typed : null;
}
