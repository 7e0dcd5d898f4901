import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type ToHost, type ToWebview, toWebview } from '../../../src/protocol/messages';
import { eventually, startedHost } from './host';
import type { KataPlace } from './workspace';

type Request = Extract<ToHost, { request: number }>;
type Ask = Request extends infer M ? (M extends Request ? Omit<M, 'request'> : never) : never;
type Snapshot = Extract<ToWebview, { type: 'snapshot' }>;

/** A storyboard's page as the host sees it: it hears what the host sends, and sends what a page would. */
export class FakePage {
  readonly heard: ToWebview[] = [];
  html = '';
  options: vscode.WebviewOptions = {};
  readonly #toHost = new vscode.EventEmitter<unknown>();
  readonly #disposed = new vscode.EventEmitter<void>();
  #request = 0;

  /** Opens a kata's storyboard in the real host, with this page behind it. */
  static async open(place: KataPlace): Promise<FakePage> {
    const page = new FakePage();
    const host = await startedHost();
    host.openBoard(await place.document(), page.panel);
    page.send({ type: 'ready' });
    // What git says comes a moment after the first snapshot, as one of its own.
    await eventually(
      () =>
        page.heard.some(
          (one) =>
            one.type === 'unavailable' ||
            (one.type === 'snapshot' && (one.view.history !== null || !vscode.workspace.isTrusted)),
        ),
      'the first messages to the page',
    );
    return page;
  }

  /** As much of a panel as the host uses; a method that it lacks fails loudly. */
  get panel(): vscode.WebviewPanel {
    const page = this;
    const webview = {
      cspSource: 'https://page.test',
      asWebviewUri: (uri: vscode.Uri) => uri,
      onDidReceiveMessage: this.#toHost.event,
      postMessage: async (message: unknown) => {
        page.heard.push(toWebview.parse(structuredClone(message)));
        return true;
      },
      get html() {
        return page.html;
      },
      set html(text: string) {
        page.html = text;
      },
      get options() {
        return page.options;
      },
      set options(given: vscode.WebviewOptions) {
        page.options = given;
      },
    };
    const panel = { webview, active: true, onDidDispose: this.#disposed.event, reveal: () => undefined };
    // Only what a storyboard touches is there.
    return panel as unknown as vscode.WebviewPanel;
  }

  send(message: unknown): void {
    this.#toHost.fire(message);
  }

  /** Sends what a person did and waits for the answer. */
  async ask(message: Ask): Promise<Extract<ToWebview, { type: 'done' | 'refused' }>> {
    const request = ++this.#request;
    this.send({ ...message, request });
    return eventually(
      () =>
        this.heard.find(
          (one): one is Extract<ToWebview, { type: 'done' | 'refused' }> =>
            (one.type === 'done' || one.type === 'refused') && one.request === request,
        ),
      `the answer to ${message.type}`,
    );
  }

  /** As `ask`, and it has to be done. */
  async done(message: Ask): Promise<string | null> {
    const answer = await this.ask(message);
    assert.equal(answer.type, 'done', JSON.stringify(answer));
    return answer.type === 'done' ? answer.created : null;
  }

  /** Undo or redo; resolves when it is over: requests are served in turn, so the answer to a later one says so. */
  async travel(way: 'undo' | 'redo'): Promise<void> {
    this.send({ type: way });
    assert.equal((await this.ask({ type: 'removeObstacle', record: 'nobody' })).type, 'refused');
  }

  get snapshot(): Snapshot {
    const last = this.heard.findLast((one): one is Snapshot => one.type === 'snapshot');
    assert.ok(last, 'no snapshot came');
    return last;
  }

  close(): void {
    this.#disposed.fire();
  }
}
