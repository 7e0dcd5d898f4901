import * as vscode from 'vscode';
import type { Corners } from '../../core/corners/corner';
import type { Plan } from '../../core/edits/change';
import type { KnownHistory } from '../../core/experiments/known-history';
import type { LoadedKata } from '../../core/load/loaded';
import type { YamlPath } from '../../core/yaml/edit/types';
import type { ToHost } from '../../protocol/messages';
import type { Histories } from '../git/histories';
import type { Log } from '../log';
import type { FoundKata, Records } from '../records/records';
import { random, today } from '../today';
import { Queue } from '../writing/queue';
import { UndoList } from '../writing/undo-list';
import type { Writer } from '../writing/writer';
import { type ActionMessage, isAction } from './action-message';
import { Board, type BoardHost } from './board';
import { pageHtml, pageRoots } from './page';
import { type EditMessage, planOf } from './plans';

export const VIEW_TYPE = 'kata.storyboard';

type Answer = Parameters<Board['answer']>[0];

/** All open storyboards, their changes one after another, and the undo list of each kata. */
export class Storyboards implements BoardHost, vscode.Disposable {
  readonly #boards = new Set<Board>();
  readonly #lists = new Map<string, UndoList>();
  readonly #queue = new Queue();
  readonly #reveals = new Map<string, { record: string; path: YamlPath | null }>();
  readonly #listening: vscode.Disposable;
  /** What the code says of a kata's corners, as far as it is known now; null where it was not looked at. Set once. */
  cornersOf: (found: FoundKata) => Corners | null = () => null;
  /** Does what a button of a board asks for that changes no record. Set once, by who knows the commands. */
  onAction: (found: FoundKata, message: ActionMessage) => Promise<void> = async () => undefined;

  constructor(
    readonly extension: vscode.Uri,
    private readonly records: Records,
    private readonly writer: Writer,
    private readonly log: Log,
    private readonly histories: Histories,
  ) {
    this.#listening = vscode.Disposable.from(
      records.onDidChange(() => void this.#showAll()),
      histories.onDidChange(() => void this.#showAll()),
    );
  }

  /** Those that are open, the oldest first. */
  get boards(): readonly Board[] {
    return [...this.#boards];
  }

  /** Fills an editor that VS Code opened as a storyboard. */
  resolve(document: vscode.TextDocument, panel: vscode.WebviewPanel): Board {
    const { webview } = panel;
    const board = new Board(document, panel, this, this.log);
    this.#boards.add(board);
    panel.onDidDispose(() => {
      this.#boards.delete(board);
      board.dispose();
    });
    const waiting = this.#reveals.get(document.uri.toString());
    this.#reveals.delete(document.uri.toString());
    if (waiting !== undefined) board.reveal(waiting.record, waiting.path);
    webview.options = { enableScripts: true, localResourceRoots: pageRoots(this.extension) };
    webview.html = pageHtml(webview, this.extension);
    return board;
  }

  /** Opens a kata's storyboard, or shows the one that is open, at a record where one is given. */
  async open(uri: vscode.Uri, record: string | null = null, column?: vscode.ViewColumn): Promise<void> {
    const key = uri.toString();
    const open = [...this.#boards].filter((board) => board.uri.toString() === key);
    const board = open.find((one) => one.active) ?? open[0];
    if (board !== undefined && record !== null) return board.reveal(record, null);
    if (record !== null) this.#reveals.set(key, { record, path: null });
    await vscode.commands.executeCommand(
      'vscode.openWith',
      uri,
      VIEW_TYPE,
      column ?? vscode.ViewColumn.Active,
    );
  }

  find(uri: vscode.Uri): Promise<FoundKata | undefined> {
    return this.records.find(uri);
  }

  historyOf(found: FoundKata): KnownHistory | null {
    return this.histories.of(found);
  }

  undoList(uri: vscode.Uri): UndoList {
    const key = uri.toString();
    const list = this.#lists.get(key) ?? new UndoList();
    this.#lists.set(key, list);
    return list;
  }

  async act(board: Board, message: Exclude<ToHost, { type: 'ready' }>): Promise<void> {
    if (isAction(message)) {
      const found = await this.records.find(board.uri);
      if (found !== undefined) await this.onAction(found, message);
    } else if (message.type === 'undo' || message.type === 'redo') {
      await this.travel(board.uri, message.type);
    } else {
      board.answer(await this.#queue.run(() => this.#edit(board, message)));
    }
  }

  /** Undo or redo for the board that is active. */
  async travelActive(way: 'undo' | 'redo'): Promise<void> {
    const board = [...this.#boards].find((one) => one.active);
    if (board !== undefined) await this.travel(board.uri, way);
  }

  /** Takes the last step on a kata's board back, or makes it again. */
  travel(uri: vscode.Uri, way: 'undo' | 'redo'): Promise<void> {
    return this.#queue.run(async () => {
      const list = this.undoList(uri);
      const entry = list.next(way);
      const found = await this.records.find(uri);
      if (entry === undefined || found === undefined) return;
      const done = await this.writer.takeBack(found.folder, entry.inverses);
      if (done.ok) list.travelled(way, done.inverses);
      else {
        if (done.movedOn === true) list.drop(way);
        void vscode.window.showWarningMessage(`${done.message} ${done.mend}`);
      }
      await this.#showAfter(found);
    });
  }

  /** Resolves when every change that was asked for so far is made and shown. */
  settled(): Promise<void> {
    return this.#queue.run(async () => undefined);
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** A change of a kata that a command makes: undone like one of its board. Gives what was made, null for nothing new; false where it was refused, which is told. */
  async change(uri: vscode.Uri, plan: (kata: LoadedKata) => Plan): Promise<string | null | false> {
    const done = await this.#queue.run(() => this.#write(uri, plan));
    if (done.ok) return done.created;
    void vscode.window.showErrorMessage(`${done.message} ${done.mend}`);
    return false;
  }

  async #edit(board: Board, message: EditMessage): Promise<Answer> {
    const { request } = message;
    const seen = (version: number) => board.seen(version);
    const done = await this.#write(board.uri, (kata) =>
      planOf(message, { kata, seen, today: today(), random }),
    );
    if (done.ok) return { type: 'done', request, created: done.created };
    return { type: 'refused', request, message: done.message, mend: done.mend };
  }

  /** Plans on the records as they are at this moment, writes, and has the boards show it. */
  async #write(
    uri: vscode.Uri,
    plan: (kata: LoadedKata) => Plan,
  ): Promise<{ ok: true; created: string | null } | { ok: false; message: string; mend: string }> {
    const known = await this.records.find(uri);
    if (known !== undefined) await this.records.readFresh(known.folder, known.kata.folder);
    const found = await this.records.find(uri);
    if (found === undefined) return { ok: false, ...GONE };
    const planned = plan(found.kata);
    if (!planned.ok) return planned;
    const written = await this.writer.write(found.folder, planned.change);
    if (!written.ok) return written;
    const { inverses } = written;
    if (inverses.length > 0) this.undoList(uri).did({ label: planned.change.label, inverses });
    await this.#showAfter(found);
    return { ok: true, created: planned.created };
  }

  /** The boards show what was written before the person hears that it is done. */
  async #showAfter({ folder, kata }: FoundKata): Promise<void> {
    await this.records.readFresh(folder, kata.folder);
    await this.#showAll();
  }

  /** The boards show what is known now; one that says the same stays as it is. */
  async refresh(): Promise<void> {
    await this.#showAll();
  }

  async #showAll(): Promise<void> {
    for (const board of this.#boards) {
      await board.show().catch((error: unknown) => this.log.error('A storyboard could not be shown.', error));
    }
  }
}

const GONE = {
  message: 'The kata of this storyboard is gone, so nothing was written.',
  mend: 'Bring its kata.yaml back first.',
};
