import type * as vscode from 'vscode';
import type { Corners } from '../../core/corners/corner';
import type { KnownHistory } from '../../core/experiments/known-history';
import type { LoadedKata } from '../../core/load/loaded';
import { buildStoryboard } from '../../core/storyboard/build';
import type { YamlPath } from '../../core/yaml/edit/types';
import { type ToHost, type ToWebview, toHost } from '../../protocol/messages';
import type { Log } from '../log';
import type { FoundKata } from '../records/records';
import { today } from '../today';
import type { UndoList } from '../writing/undo-list';

/** What a board asks of the host. */
export interface BoardHost {
  find(uri: vscode.Uri): Promise<FoundKata | undefined>;
  /** What git says, as far as it is known now; null where it was not asked. */
  historyOf(found: FoundKata): KnownHistory | null;
  /** What the code says of its corners; null where it was not looked at. */
  cornersOf(found: FoundKata): Corners | null;
  undoList(uri: vscode.Uri): UndoList;
  act(board: Board, message: Exclude<ToHost, { type: 'ready' }>): Promise<void>;
}

/** How many snapshots are remembered, so that an edit made on an older one can be judged. */
const REMEMBERED = 50;

/** One open storyboard: sends whole snapshots to its page, and takes what a person did there. */
export class Board implements vscode.Disposable {
  readonly uri: vscode.Uri;
  #ready = false;
  #version = 0;
  #sent = '';
  #seen = new Map<number, LoadedKata>();
  #reveal: { record: string; path: YamlPath | null } | undefined;
  readonly #listening: vscode.Disposable;

  constructor(
    document: vscode.TextDocument,
    private readonly panel: vscode.WebviewPanel,
    private readonly host: BoardHost,
    private readonly log: Log,
  ) {
    this.uri = document.uri;
    this.#listening = panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
  }

  get active(): boolean {
    return this.panel.active;
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** Takes a message of the page. One that breaks the protocol is ignored. */
  async receive(message: unknown): Promise<void> {
    const read = toHost.safeParse(message);
    if (!read.success) return this.log.info('A storyboard sent a message that is none of the protocol.');
    try {
      if (read.data.type !== 'ready') return await this.host.act(this, read.data);
      this.#ready = true;
      this.#sent = '';
      await this.show();
    } catch (error) {
      this.log.error('A storyboard could not be served.', error);
      if ('request' in read.data) {
        this.answer({
          type: 'refused',
          request: read.data.request,
          message: 'Something went wrong, and nothing more was written.',
          mend: 'See the output of Kata, and try again.',
        });
      }
    }
  }

  /** Sends a snapshot, if it says something else than the last one. */
  async show(): Promise<void> {
    if (!this.#ready) return;
    const found = await this.host.find(this.uri);
    if (found === undefined) {
      this.#send({ type: 'unavailable', message: noKata(this.uri), line: null });
      return;
    }
    const undo = this.host.undoList(this.uri);
    const snapshot = {
      type: 'snapshot',
      view: buildStoryboard(found.kata, {
        today: today(),
        history: this.host.historyOf(found),
        corners: this.host.cornersOf(found),
      }),
      canUndo: undo.next('undo')?.label ?? null,
      canRedo: undo.next('redo')?.label ?? null,
    } as const;
    const says = JSON.stringify(snapshot);
    if (says === this.#sent) {
      // The same to see, but read anew: an edit is judged by what was seen last.
      this.#remember(found.kata);
      return;
    }
    this.#version++;
    this.#remember(found.kata);
    this.#send({ ...snapshot, version: this.#version });
    this.#sent = says;
    this.#sendReveal();
  }

  /** The kata as that snapshot showed it. */
  seen(version: number): LoadedKata | undefined {
    return this.#seen.get(version);
  }

  answer(message: Extract<ToWebview, { type: 'done' | 'refused' }>): void {
    void this.panel.webview.postMessage(message);
  }

  /** Brings a record into view, at once or when the page is there. */
  reveal(record: string, path: YamlPath | null): void {
    this.#reveal = { record, path };
    this.panel.reveal(undefined, false);
    if (this.#ready && this.#version > 0) this.#sendReveal();
  }

  #sendReveal(): void {
    const reveal = this.#reveal;
    this.#reveal = undefined;
    if (reveal === undefined) return;
    const { record, path } = reveal;
    void this.panel.webview.postMessage({
      type: 'reveal',
      record,
      path: path === null ? null : [...path],
    } satisfies ToWebview);
  }

  #send(message: Extract<ToWebview, { type: 'snapshot' | 'unavailable' }>): void {
    const says = message.type === 'unavailable' ? message.message : '';
    if (message.type === 'unavailable' && says === this.#sent) return;
    this.#sent = says;
    void this.panel.webview.postMessage(message);
  }

  #remember(kata: LoadedKata): void {
    this.#seen.set(this.#version, kata);
    this.#seen.delete(this.#version - REMEMBERED);
  }
}

function noKata(uri: vscode.Uri): string {
  if (uri.scheme !== 'file') return 'This is a version from elsewhere. Open it as text to read it.';
  return 'There is no kata.yaml in a .kata folder here any more. Bring the file back, or close this editor.';
}
