import * as vscode from 'vscode';
import { experimentState } from '../../core/model/experiment';
import { dateWords, experimentStateWords } from '../../core/storyboard/words';
import { markdown } from '../../core/text/markdown';
import { today } from '../today';
import type { CornerScans } from './corner-scans';
import { experimentName, type FoundCorner, isRecorded } from './found-corner';
import { cornerIdAt, markerAt, rangeOfMarker } from './marker-at';
import { agoWords, cornerName, evidenceWords, oneLine, standWords } from './words';

/** What the links of a hover may run: nothing that changes a file without asking. */
const COMMANDS = ['kata.goToCorner', 'kata.goToCornerRecord', 'kata.keepCorner'];

/** Tells all that is known of the corner under the pointer. */
export class CornerHover implements vscode.HoverProvider {
  constructor(private readonly scans: CornerScans) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const id = cornerIdAt(document, position);
    if (id === undefined) return undefined;
    const [one] = this.scans.withId(id, document.uri);
    if (one === undefined) return undefined;
    const marker = markerAt(document, position);
    const range = marker && rangeOfMarker(position.line, marker);
    return new vscode.Hover(hoverText(one, marker !== undefined), range);
  }
}

/** @param inCode false where it is shown in the record, so that the link leads to the code */
export function hoverText(one: FoundCorner, inCode: boolean): vscode.MarkdownString {
  const { corner } = one;
  const day = today();
  const paragraphs = [
    `**${part(cornerName(corner))}**  \n${part(standWords(one, day))}`,
    rows([
      ['Why', corner.why],
      ['Plan', corner.plan],
      ['Until', corner.until === null ? null : dateWords(corner.until, day)],
      ['Owner', corner.owner],
      ['Kept', corner.kept],
    ]),
    cutWords(one),
    experimentWords(one),
    links(one, inCode),
  ];
  const text = new vscode.MarkdownString(paragraphs.filter((words) => words !== '').join('\n\n'));
  text.isTrusted = { enabledCommands: COMMANDS };
  return text;
}

function cutWords({ corner: { cut, evidence, state } }: FoundCorner): string {
  const day = today();
  const lines = [
    cut === null ? '' : `Cut ${agoWords(cut.date, day)} by ${oneLine(cut.author)}: ${oneLine(cut.subject)}`,
    evidence === null
      ? ''
      : `${state === 'cleaned' ? 'Cleaned' : 'Last seen'}: ${evidenceWords(evidence, day)}`,
  ];
  return lines
    .filter((line) => line !== '')
    .map(part)
    .join('  \n');
}

function experimentWords(one: FoundCorner): string {
  const value = one.record?.value;
  if (value === undefined) return '';
  const head = `Experiment *${part(experimentName(one))}* · ${part(experimentStateWords(experimentState(value)))}`;
  const said = rows([
    ['Expected', value.expect ?? null],
    ['Happened', value.happened ?? null],
    ['Learned', value.learned ?? null],
  ]);
  return said === '' ? `---\n\n${head}` : `---\n\n${head}\n\n${said}`;
}

function links(one: FoundCorner, inCode: boolean): string {
  const { corner, tree } = one;
  const given = encodeURIComponent(JSON.stringify([{ id: corner.id, near: tree.root.toString() }]));
  const link = (words: string, command: string) => `[${words}](command:${command}?${given})`;
  const all = [
    ...(inCode ? [] : [link('Go to Code', 'kata.goToCorner')]),
    ...(isRecorded(one) && inCode ? [link('Go to Record', 'kata.goToCornerRecord')] : []),
    ...(isRecorded(one) && corner.state === 'open' && corner.kept === null
      ? [link('Keep This Corner…', 'kata.keepCorner')]
      : []),
  ];
  return all.length === 0 ? '' : `---\n\n${all.join(' &nbsp; ')}`;
}

/** A line for each thing that was said. */
function rows(all: readonly (readonly [string, string | null])[]): string {
  return all
    .filter(([, text]) => text !== null && text.trim() !== '')
    .map(([name, text]) => `${name}: ${part(text ?? '')}`)
    .join('  \n');
}

function part(text: string): string {
  return markdown(text);
}
