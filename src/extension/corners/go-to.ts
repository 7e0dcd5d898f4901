import * as vscode from 'vscode';
import { showText } from '../board/open-text';
import type { Parts } from '../parts';
import { today } from '../today';
import type { CornerScans } from './corner-scans';
import { entryOf, type FoundCorner, isRecorded, placesOf } from './found-corner';
import { cornerIdAt } from './marker-at';
import { isCornerNode } from './tree-nodes';
import { cornerName, isLeft, standWords } from './words';

/** The corner that a command is meant for: of a line, a link, the cursor's place, else one that is picked. */
export async function pickCorner(
  scans: CornerScans,
  given: unknown,
  suits: (one: FoundCorner) => boolean,
): Promise<FoundCorner | undefined> {
  if (isCornerNode(given)) return given.kind === 'corner' ? given.one : undefined;
  const named = namedIn(given) ?? atCursor();
  if (named !== undefined) {
    const [one] = scans.withId(named.id, named.near).filter(suits);
    if (one !== undefined) return one;
  }
  const all = scans.all().filter((one) => isLeft(one) && suits(one));
  if (all.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.workspace.isTrusted
        ? 'There is no open corner here.'
        : 'Corners are not looked for in Restricted Mode. Trust the folder first.',
    );
    return undefined;
  }
  const items = all.map((one) => ({
    label: cornerName(one.corner),
    description: standWords(one, today()),
    detail: one.corner.places.map(({ path, line }) => `${path}:${line}`).join(', '),
    one,
  }));
  const options = { placeHolder: 'Which corner?', matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.one;
}

/** Opens the code of a corner, at its marker; where it stands in several places, one is picked. */
export async function goToCorner({ corners }: Parts, given: unknown): Promise<void> {
  const one = await pickCorner(corners.scans, given, (each) => placesOf(each).length > 0);
  if (one === undefined) return;
  const places = placesOf(one);
  const items = places.map((place, at) => {
    const { path, line } = one.corner.places[at] ?? { path: one.corner.path ?? '', line: 1 };
    return { label: `${path}:${line}`, place };
  });
  const place =
    places.length > 1
      ? (await vscode.window.showQuickPick(items, { placeHolder: 'It stands in several places' }))?.place
      : places[0];
  if (place !== undefined) await showText(place.uri, place.range);
}

/** Opens the record of a corner, at its entry. */
export async function goToCornerRecord({ corners }: Parts, given: unknown): Promise<void> {
  const one = await pickCorner(corners.scans, given, isRecorded);
  if (one === undefined || !isRecorded(one)) return;
  const { uri, range } = entryOf(one);
  await showText(uri, range);
}

function namedIn(given: unknown): { id: string; near?: vscode.Uri } | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { id, near } = given as { id?: unknown; near?: unknown };
  if (typeof id !== 'string') return undefined;
  return typeof near === 'string' ? { id, near: vscode.Uri.parse(near) } : { id };
}

function atCursor(): { id: string; near: vscode.Uri } | undefined {
  const editor = vscode.window.activeTextEditor;
  const id = editor && cornerIdAt(editor.document, editor.selection.active);
  return editor === undefined || id === undefined ? undefined : { id, near: editor.document.uri };
}
