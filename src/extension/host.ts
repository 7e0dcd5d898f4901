import * as vscode from 'vscode';
import { cleanings } from '../core/corners/cleanings';
import { act } from './board/actions';
import { Storyboards } from './board/storyboards';
import type { CommandName } from './command-names';
import { commands } from './commands';
import { registerCornerActions } from './corners/actions';
import { CornerViews } from './corners/corners';
import { createKata, type Questions } from './create-kata';
import { LostRecords } from './experiments/lost-records';
import { StatusBar } from './experiments/status-bar';
import { GitTexts } from './git/git-texts';
import { Histories } from './git/histories';
import { Log } from './log';
import { Diagnostics } from './problems/diagnostics';
import { QuickFixes } from './problems/quick-fixes';
import { Records } from './records/records';
import { KataTree } from './tree/kata-tree';
import { Writer } from './writing/writer';

/** Everything behind the entry, wired together. */
export class Host {
  /** What the status bar says of the active experiment. */
  readonly status: StatusBar;
  readonly lostRecords: LostRecords;

  constructor(
    readonly log: Log,
    readonly records: Records,
    readonly storyboards: Storyboards,
    readonly tree: KataTree,
    readonly diagnostics: Diagnostics,
    readonly writer: Writer,
    readonly histories: Histories,
    readonly corners: CornerViews,
  ) {
    this.status = new StatusBar(this);
    this.lostRecords = new LostRecords(this);
    storyboards.onAction = (found, message) => act(this, found, message);
  }

  /** Runs a command; what goes wrong is logged, and told in one sentence. */
  async run(command: CommandName, given: readonly unknown[]): Promise<void> {
    try {
      await commands[command](this, given[0], given[1]);
    } catch (error) {
      this.log.error(`The command ${command} failed.`, error);
      void vscode.window.showErrorMessage('Kata: that did not work. The output of Kata says why.');
    }
  }

  /** As the command, with somebody else to answer. */
  createKata(ui: Questions): Promise<void> {
    return createKata(this, ui);
  }

  /** Fills an editor that VS Code opened as a storyboard. */
  openBoard(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    this.storyboards.resolve(document, panel);
  }
}

/** Starts everything; what it holds is let go with the extension. */
export function startHost(context: vscode.ExtensionContext): Host {
  const log = new Log();
  const records = new Records(log);
  const histories = new Histories(records, log);
  const writer = new Writer(log);
  const storyboards = new Storyboards(context.extensionUri, records, writer, log, histories);
  const tree = new KataTree(records, histories);
  const corners = new CornerViews(records, histories, log, context.workspaceState);
  const diagnostics = new Diagnostics(records, log, corners.scans);
  context.subscriptions.push(
    tree,
    diagnostics,
    new QuickFixes(diagnostics),
    new GitTexts(histories),
    storyboards,
    corners,
    histories,
    records,
    log,
  );
  storyboards.cornersOf = (found) => corners.scans.of(found);
  const scanned = () => {
    histories.learnCleanings(cleanings(corners.scans.all().map(({ corner }) => corner)));
    void storyboards.refresh();
  };
  context.subscriptions.push(corners.scans.onDidChange(scanned));
  const host = new Host(log, records, storyboards, tree, diagnostics, writer, histories, corners);
  context.subscriptions.push(host.status, host.lostRecords, registerCornerActions(host));
  return host;
}
