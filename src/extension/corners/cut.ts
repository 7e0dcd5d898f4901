import * as vscode from 'vscode';
import { asComment, type CommentStyle } from '../../core/corners/comment-styles';
import { insertLine } from '../../core/corners/insert-line';
import { markerText } from '../../core/corners/marker';
import { applyChange } from '../../core/edits/apply';
import { planCornerCut } from '../../core/edits/corners';
import { type Asker, askAll, quickInput } from '../asking/ask';
import { type Answers, choiceQuestion, dateOrNothing, needed, said, textQuestion } from '../asking/questions';
import type { FoundExperiment } from '../experiments/pick-experiment';
import type { Parts } from '../parts';
import { nameOf, pathBelow } from '../paths';
import { activeUri } from '../pick-kata';
import { random } from '../today';
import { openText } from '../writing/open-texts';
import { addChanges } from '../writing/text-edits';
import { experimentChoices, experimentsFor, refusalFor, tellRefusal } from './choose-experiment';

/** Where a corner is cut: in a text above a line, or in a file that shows no text. */
interface Spot {
  readonly uri: vscode.Uri;
  readonly document: vscode.TextDocument | null;
  /** From 0. */
  readonly line: number;
  readonly style: CommentStyle | null;
}

/** Asks what is cut, and puts marker and entry there with one edit, which one undo takes back. */
export async function cutCorner(parts: Parts, given: unknown, asker: Asker = quickInput): Promise<void> {
  const spot = await spotOf(parts, given);
  if (spot === undefined) {
    return tellRefusal({ words: 'Open a file and go to the line where you cut the corner first.' });
  }
  await parts.records.settled();
  const refusal = refusalFor(parts, spot.uri);
  if (refusal !== undefined) return tellRefusal(refusal);
  const anchor = spot.document?.lineAt(spot.line).text ?? '';
  const experiments = experimentsFor(parts, spot.uri);
  const answers: Answers = new Map();
  if (!(await askAll(asker, 'Cut a Corner Here', questions(answers, experiments, spot)))) return;
  const experiment = experiments[Number(answers.get('experiment') ?? 0)];
  if (experiment === undefined) return;
  const failed = await write(parts, experiment, spot, anchor, answers);
  if (failed !== null) void vscode.window.showErrorMessage(failed);
}

function questions(answers: Answers, experiments: readonly FoundExperiment[], spot: Spot) {
  const where =
    spot.style === null ? `${nameOf(spot.uri.path)} can hold no comment, so the record names it. ` : '';
  return [
    ...(experiments.length > 1
      ? [choiceQuestion(answers, 'experiment', 'Which experiment cuts it?', experimentChoices(experiments))]
      : []),
    textQuestion(answers, 'what', {
      prompt: `${where}What do you leave out, or do the quick way?`,
      example: 'Rates never expire',
      problem: needed('Write in a few words what is cut.'),
    }),
    textQuestion(answers, 'why', {
      prompt: 'Why? Leave it empty to go on.',
      example: "Expiry needs the tax team's change feed",
    }),
    textQuestion(answers, 'plan', {
      prompt: 'How will it be cleaned up? Leave it empty to go on.',
      example: 'Subscribe to the feed, drop the map entry on change',
    }),
    textQuestion(answers, 'until', {
      prompt: 'Until when may it stay? Leave it empty where there is no date.',
      example: '2026-12-11',
      problem: dateOrNothing,
    }),
  ];
}

/** @returns why nothing was written; null where it was. */
async function write(
  parts: Parts,
  { found, one }: FoundExperiment,
  spot: Spot,
  anchor: string,
  answers: Answers,
): Promise<string | null> {
  const { folder, kata } = found;
  const given = Object.fromEntries(
    ['why', 'plan', 'until'].flatMap((name) => {
      const text = said(answers, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
  const what = said(answers, 'what') ?? '';
  const path = spot.style === null ? { path: pathBelow(folder.uriOf(kata.home.folder), spot.uri) ?? '' } : {};
  const taken = parts.corners.scans.all().map(({ corner }) => corner.id);
  const planned = planCornerCut(kata, one.record, { what, ...given, ...path }, random, taken);
  if (!planned.ok) return `${planned.message} ${planned.mend}`;
  const [file] = planned.change.files;
  if (file === undefined || planned.created === null) return 'The record says it already.';
  const opened = await openText(folder, file.path);
  if ('message' in opened) return `${opened.message} ${opened.mend}`;
  const applied = applyChange(planned.change, () => opened.document?.getText());
  if (!applied.ok) return `${applied.message} ${applied.mend}`;
  const edit = new vscode.WorkspaceEdit();
  const { document } = opened;
  if (document === undefined) return `${nameOf(file.path)} is gone, so nothing was written.`;
  addChanges(edit, document, applied.files[0]?.changes ?? []);
  if (spot.document !== null && spot.style !== null) {
    const comment = asComment(spot.style, markerText(planned.created, what));
    const marked = insertLine(spot.document.getText(), spot.line + 1, comment, anchor);
    if (!marked.ok)
      return `${nameOf(spot.uri.path)} ${marked.message}, so nothing was written. ${marked.mend}`;
    addChanges(edit, spot.document, [marked.change]);
  }
  const wasClean = !document.isDirty;
  const before = document.getText();
  const codeBefore = spot.document?.getText() ?? '';
  if (!(await vscode.workspace.applyEdit(edit, { isRefactoring: false }))) {
    return `VS Code did not take the change to ${nameOf(spot.uri.path)} and ${nameOf(file.path)}, so nothing was written. Is one of them read-only?`;
  }
  if (!wasClean) return null;
  const record = { document, before, after: applied.files[0]?.after ?? document.getText() };
  const code =
    spot.document === null || spot.style === null
      ? null
      : { document: spot.document, before: codeBefore, after: spot.document.getText() };
  await parts.corners.kept.keep(record, code);
  return null;
}

/** The cursor's line, or the file that is shown without a text. */
async function spotOf({ corners }: Parts, given: unknown): Promise<Spot | undefined> {
  const editor = vscode.window.activeTextEditor;
  const uri = given instanceof vscode.Uri ? given : (editor?.document.uri ?? activeUri());
  if (uri === undefined) return undefined;
  if (editor !== undefined && editor.document.uri.toString() === uri.toString()) {
    const { document } = editor;
    return { uri, document, line: editor.selection.active.line, style: await corners.styles.of(document) };
  }
  return { uri, document: null, line: 0, style: null };
}
