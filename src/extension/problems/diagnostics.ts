import * as vscode from 'vscode';
import { checkHome } from '../../core/check/check';
import { CORNER_ORPHAN } from '../../core/check/corners';
import type { Problem, Severity } from '../../core/model/problem';
import { rangeOf } from '../board/open-text';
import { Coalescer } from '../coalesce';
import type { CornerScans } from '../corners/corner-scans';
import type { Log } from '../log';
import type { KataFolder } from '../records/kata-folder';
import type { Records } from '../records/records';
import { today } from '../today';

/** How long after the last reading the rules are asked, in milliseconds: boards come first. */
const AFTER_READING = 120;

const SEVERITIES: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What is wrong with any record of the workspace, in the Problems panel, also with those that nobody opened. */
export class Diagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('kata');
  readonly #problems = new Map<string, { readonly uri: vscode.Uri; readonly problems: Problem[] }>();
  readonly #checking: Coalescer;
  readonly #disposables: vscode.Disposable[];

  constructor(
    private readonly records: Records,
    log: Log,
    private readonly corners: CornerScans,
  ) {
    this.#checking = new Coalescer(
      () => this.#check(),
      (error) => log.error('Checking the katas failed.', error),
    );
    this.#disposables = [
      this.#collection,
      this.#checking,
      records.onDidChange(() => this.#checking.soon(AFTER_READING)),
      corners.onDidChange(() => this.#checking.soon(AFTER_READING)),
    ];
  }

  /** The problems of a file as they are shown. */
  of(uri: vscode.Uri): readonly Problem[] {
    return this.#problems.get(uri.toString())?.problems ?? [];
  }

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }

  async #check(): Promise<void> {
    this.#problems.clear();
    for (const folder of this.records.folders) {
      for (const home of folder.homes) {
        const [kata] = home.katas;
        const corners = kata === undefined ? null : this.corners.of({ folder, kata });
        for (const problem of checkHome(home, { today: today(), corners })) {
          // Said at the marker itself, by who follows the text there.
          if (problem.code !== CORNER_ORPHAN.code) this.#add(folder, problem);
        }
      }
    }
    this.#collection.forEach((uri) => {
      if (!this.#problems.has(uri.toString())) this.#collection.delete(uri);
    });
    for (const { uri, problems } of this.#problems.values()) {
      this.#collection.set(
        uri,
        problems.map((problem) => this.#diagnosticOf(uri, problem)),
      );
    }
  }

  #add(folder: KataFolder, problem: Problem): void {
    const uri = folder.uriOf(problem.path);
    const known = this.#problems.get(uri.toString());
    if (known === undefined) this.#problems.set(uri.toString(), { uri, problems: [problem] });
    else known.problems.push(problem);
  }

  #diagnosticOf(uri: vscode.Uri, problem: Problem): vscode.Diagnostic {
    const { message, severity, code, related } = problem;
    const shown = new vscode.Diagnostic(rangeOf(problem.range), message, SEVERITIES[severity]);
    shown.source = 'kata';
    shown.code = code;
    shown.relatedInformation = related.map((place) => {
      const root = uri.path.slice(0, uri.path.length - problem.path.length);
      const other = uri.with({ path: `${root}${place.path}` });
      return new vscode.DiagnosticRelatedInformation(
        new vscode.Location(other, rangeOf(place.range)),
        place.message,
      );
    });
    return shown;
  }
}
