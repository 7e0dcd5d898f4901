import * as vscode from 'vscode';
import type { Review } from '../../core/review/review';
import { GitFailure } from '../../git/failure';
import type { ReviewCache } from '../../git/review/cache';
import { type ToHost, type ToWebview, toHost } from '../../protocol/messages';
import { isAction } from '../board/action-message';
import { Coalescer } from '../coalesce';
import { withProgressWhenLong } from '../corners/progress';
import { sentences } from '../git/histories';
import type { Parts } from '../parts';
import { kataUri } from '../records/kata-folder';
import type { FoundKata } from '../records/records';
import { openCornerDiff } from './corner-diff';
import { type ReadBoard, type Reviewed, readBoard } from './reviewed';

/** After records or HEAD moved, in milliseconds: both sides are compared anew. */
const AFTER_CHANGE = 500;

type Page = Pick<vscode.Webview, 'onDidReceiveMessage' | 'postMessage'>;

/** One review on screen: the storyboard with what changed since a base at its margin. It can only be read, and follows what happens. */
export class ReviewBoard implements vscode.Disposable {
  readonly #uri: vscode.Uri;
  readonly #reading: Coalescer;
  readonly #listening: vscode.Disposable;
  /** What was read stays read from one refresh to the next. */
  #cache: ReviewCache | undefined;
  #review: Review | undefined;
  readonly #closed = new AbortController();
  #ready = false;
  #version = 0;
  #sent = '';

  constructor(
    private readonly parts: Parts,
    found: FoundKata,
    private readonly what: Reviewed,
    private readonly panel: { readonly webview: Page },
    private readonly act: (
      found: FoundKata,
      message: Extract<ToHost, { type: 'openText' | 'openCommit' | 'openCorner' }>,
    ) => Promise<void>,
  ) {
    this.#uri = kataUri(found.folder, found.kata);
    this.#reading = new Coalescer(
      () => this.#show(),
      (error) => this.#fail(error),
    );
    const changed = () => this.#reading.soon(AFTER_CHANGE);
    this.#listening = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      parts.records.onDidChange(changed),
      parts.histories.onDidChange(changed),
      this.#reading,
    );
  }

  dispose(): void {
    this.#closed.abort();
    this.#listening.dispose();
  }

  /** Takes a message of the page: it may ask to be filled and to open things; nothing is edited here. */
  async receive(message: unknown): Promise<void> {
    const read = toHost.safeParse(message);
    if (!read.success) return this.parts.log.info('A review sent a message that is none of the protocol.');
    const { data } = read;
    if (data.type === 'ready') {
      this.#ready = true;
      this.#sent = '';
      await this.#reading.now();
    } else if (
      isAction(data) &&
      (data.type === 'openText' || data.type === 'openCommit' || data.type === 'openCorner')
    ) {
      const found = await this.parts.records.find(this.#uri);
      if (found === undefined) return;
      const isShown = data.type === 'openCorner' && (await this.#showCorner(found, data.id));
      if (!isShown) await this.act(found, data);
    } else if ('request' in data) {
      this.#send({ type: 'refused', request: data.request, ...READ_ONLY });
    }
  }

  async #show(): Promise<void> {
    if (!this.#ready) return;
    const found = await this.parts.records.find(this.#uri);
    if (found === undefined)
      return this.#unavailable('There is no kata.yaml in a .kata folder here any more.');
    const { ReviewCache } = await import('../../git/review/cache');
    this.#cache ??= new ReviewCache();
    const cache = this.#cache;
    await withProgressWhenLong('Kata: reading the review…', async (called) => {
      const signal = AbortSignal.any([called, this.#closed.signal]);
      try {
        const read = await readBoard(this.parts, found, this.what, { cache, signal });
        if (read === null) this.#unavailable('This kata was not there at that commit.');
        else this.#draw(read);
      } catch (error) {
        if (!signal.aborted) throw error;
        // What is on screen stays; a board that shows nothing yet says why.
        if (this.#sent === '') this.#unavailable('The review was called off. Open it again to read it.');
      }
    });
  }

  #draw({ review, view }: ReadBoard): void {
    this.#review = review;
    const says = JSON.stringify(view);
    if (says === this.#sent) return;
    this.#sent = says;
    this.#send({ type: 'snapshot', version: ++this.#version, view, canUndo: null, canRedo: null });
  }

  /** What the change did to a corner; false where it did nothing to it that could be shown. */
  async #showCorner(found: FoundKata, id: string): Promise<boolean> {
    return this.#review !== undefined && openCornerDiff(this.parts, found, this.#review, id);
  }

  #fail(error: unknown): void {
    const isNamed = error instanceof GitFailure;
    if (!isNamed) this.parts.log.error('A review could not be read.', error);
    this.#unavailable(
      isNamed ? sentences(error) : 'The review could not be read; the output of Kata says why.',
    );
  }

  #unavailable(message: string): void {
    if (message === this.#sent) return;
    this.#sent = message;
    this.#send({ type: 'unavailable', message, line: null });
  }

  #send(message: ToWebview): void {
    void this.panel.webview.postMessage(message);
  }
}

const READ_ONLY = {
  message: 'A review can only be read, so nothing was written.',
  mend: 'Open the storyboard to edit it.',
};
