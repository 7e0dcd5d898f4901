import * as vscode from 'vscode';
import { MARKER, type Marker, markersOf } from '../../core/corners/marker';
import type { Severity } from '../../core/model/problem';
import { dateWords } from '../../core/storyboard/words';
import { today } from '../today';
import type { CornerScans } from './corner-scans';
import type { FoundCorner } from './found-corner';
import { rangeOfMarker } from './marker-at';
import { cornerName } from './words';

const SEVERITIES: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What is wrong with markers, in the code where they stand; what is wrong with entries is said in their records. */
export class CodeProblems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('kata corners');
  readonly #listening: vscode.Disposable;

  constructor(private readonly scans: CornerScans) {
    this.#listening = scans.onDidChange(() => this.#show());
  }

  dispose(): void {
    this.#listening.dispose();
    this.#collection.dispose();
  }

  #show(): void {
    const problems = new Map<string, vscode.Diagnostic[]>();
    const opened = new Map<string, ReadonlyMap<string, Marker>>();
    for (const one of this.scans.all()) {
      const words = problemWords(one);
      const severity = words === null ? null : severityOf(one, words.code, words.severity);
      if (words === null || severity === null) continue;
      for (const { path, line } of one.corner.places) {
        const uri = one.tree.uriOf(path);
        const key = uri.toString();
        const markers = opened.get(key) ?? markersShown(uri);
        opened.set(key, markers);
        const marker = markers.get(`${one.corner.id}:${line}`);
        const range =
          marker === undefined
            ? new vscode.Range(line - 1, 0, line - 1, MARKER.length)
            : rangeOfMarker(line - 1, marker);
        const problem = new vscode.Diagnostic(range, words.message, SEVERITIES[severity]);
        problem.source = 'kata';
        problem.code = words.code;
        problems.set(key, [...(problems.get(key) ?? []), problem]);
      }
    }
    this.#collection.clear();
    for (const [key, all] of problems) this.#collection.set(vscode.Uri.parse(key, true), all);
  }
}

function problemWords({ corner }: FoundCorner): { code: string; severity: Severity; message: string } | null {
  if (corner.state === 'orphan') {
    const message = `No record knows the corner ${corner.id}. Write it down in an experiment's record, or take the marker away.`;
    return { code: 'corner/orphan', severity: 'warning', message };
  }
  if (!corner.overdue || corner.until === null) return null;
  const message = `The corner “${cornerName(corner)}” was to be cleaned up until ${dateWords(corner.until, today())}. Clean it, set another date, or keep it.`;
  return { code: 'corner/overdue', severity: 'warning', message };
}

/** What the home's `config.yaml` makes of it; null where it is off. An orphan is weighed by the first home of its folder. */
function severityOf({ found, tree }: FoundCorner, code: string, usual: Severity): Severity | null {
  const home = found?.kata.home ?? tree.folder.homes[0];
  const set = home?.config?.value?.check?.[code];
  return set === 'off' ? null : ((set as Severity | undefined) ?? usual);
}

/** The markers of a text that is open, by id and line. */
function markersShown(uri: vscode.Uri): ReadonlyMap<string, Marker> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === key);
  const { markers } = markersOf(open?.getText() ?? '');
  return new Map(markers.map((marker) => [`${marker.id}:${marker.line}`, marker]));
}
