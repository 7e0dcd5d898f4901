import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { StoryboardView } from '../src/core/storyboard/view';
import { moveByArrows } from './arrows';
import { board, keyOf } from './board';
import { PageElement } from './element';
import type { News } from './host';
import { travelKey } from './keys';
import './sections/cleanup';
import './sections/condition';
import './sections/direction';
import './sections/history';
import './sections/obstacles';
import { brokenCards, problemList } from './sections/problems';
import './sections/record';
import { reviewSummary } from './sections/review';
import './sections/target';
import { changeMark } from './review-marks';
import { mark } from './templates';

/** How long the page waits for its first snapshot before it says that it is reading: a fast one flashes nothing. */
const PATIENCE = 500;
/** How long a message of what was done can be seen, in milliseconds: at least, and for each of its letters. */
const SEEN_FOR = 4000;
const READ_A_LETTER = 90;

/** The whole sheet, in the practice's order. */
@customElement('kata-storyboard')
export class KataStoryboard extends PageElement {
  @state() private slow = false;
  @state() private saying = false;
  #silence = 0;
  #restored = false;

  override connectedCallback(): void {
    super.connectedCallback();
    const now = board();
    now.addEventListener('snapshot', () => void this.#drawn());
    now.addEventListener('fold', () => this.#redraw());
    now.addEventListener('said', this.#saidSomething);
    now.addEventListener('reveal', (event) => void this.#reveal((event as CustomEvent<RevealNews>).detail));
    addEventListener('scroll', () => now.leaveSoon(), { passive: true });
    // Before VS Code's own listener, which hands undo to the workbench and would have it done twice.
    addEventListener('keydown', this.#key, true);
    this.addEventListener('keydown', moveByArrows);
    this.addEventListener('focusin', this.#focused);
    setTimeout(() => {
      this.slow = true;
    }, PATIENCE);
    now.host.tell({ type: 'ready' });
  }

  protected override render(): TemplateResult {
    const { view, unavailable, said } = board();
    return html`${
      unavailable
        ? this.#renderUnavailable(unavailable.message)
        : view
          ? this.#renderSheet(view)
          : html`<p class="waiting" role="status">${this.slow ? 'Reading the records…' : ''}</p>`
    }
      <div class="said ${this.saying && said.seen ? 'is-said' : ''}" role="status" aria-live="polite">
        ${said.text}
      </div>`;
  }

  #renderUnavailable(message: string): TemplateResult {
    return html`<main class="sheet unavailable"><h1>No storyboard to show</h1><p>${message}</p></main>`;
  }

  #renderSheet(view: StoryboardView): TemplateResult {
    return html`<main class="sheet" aria-label="Storyboard">
      ${
        view.readOnly === null
          ? nothing
          : html`<p class="read-only" role="note"><strong>Read-only.</strong> ${view.readOnly}</p>`
      }
      ${changeMark({ record: view.direction.title.at.record, path: [] })}
      <kata-direction .view=${view.direction} .tools=${this.#renderTools(view)}></kata-direction>
      ${reviewSummary(view.review)}
      ${brokenCards(view.broken)}
      <div class="columns">
        <kata-target class="column" .view=${view}></kata-target>
        <kata-condition class="column" .view=${view}></kata-condition>
        <kata-obstacles class="column" .view=${view}></kata-obstacles>
      </div>
      <kata-record .view=${view}></kata-record>
      <kata-cleanup .view=${view}></kata-cleanup>
      <kata-history .view=${view}></kata-history>
      ${problemList(view)}
    </main>`;
  }

  #renderTools(view: StoryboardView): TemplateResult | string {
    if (view.readOnly !== null) return '';
    const { canUndo, canRedo } = board();
    // Without git there is no branch to start one on; then its record is what can be added.
    const start =
      view.history?.known === true
        ? html`<vscode-button appearance="secondary" @click=${() => board().host.tell({ type: 'reviewChanges' })}
            >Review changes</vscode-button
          ><vscode-button @click=${() => board().host.tell({ type: 'startExperiment' })}
            >Start experiment</vscode-button
          >`
        : html`<vscode-button
            @click=${() => this.querySelector<HTMLElementTagNameMap['kata-add']>('.add-experiment')?.edit()}
            >Add experiment</vscode-button
          >`;
    return html`${this.#renderTravel('undo', canUndo)}${this.#renderTravel('redo', canRedo)}${start}`;
  }

  #renderTravel(way: 'undo' | 'redo', label: string | null): TemplateResult | typeof nothing {
    if (label === null) return nothing;
    const words = `${way === 'undo' ? 'Undo' : 'Redo'}: ${label}`;
    return html`<button class="icon" aria-label=${words} title=${words} @click=${() => board().travel(way)}>
      ${mark(way)}
    </button>`;
  }

  readonly #saidSomething = (): void => {
    clearTimeout(this.#silence);
    this.saying = true;
    this.requestUpdate();
    this.#silence = window.setTimeout(
      () => {
        this.saying = false;
      },
      Math.max(SEEN_FOR, board().said.text.length * READ_A_LETTER),
    );
  };

  /** Draws every part anew: for what the page itself remembers, such as what is folded. */
  #redraw(): void {
    this.requestUpdate();
    for (const part of this.querySelectorAll<PageElement>('kata-record, kata-cleanup, kata-history')) {
      part.requestUpdate();
    }
  }

  /** A snapshot came: what has the keyboard keeps it, also where its row has moved. */
  async #drawn(): Promise<void> {
    const focused = document.activeElement;
    const key = focused?.closest<HTMLElement>('[data-key]')?.dataset.key ?? null;
    this.#redraw();
    for (const field of this.querySelectorAll('kata-field, kata-add')) (field as PageElement).requestUpdate();
    await this.#settled();
    if (!this.#restored && board().view) return this.#restore();
    if (key !== null && document.activeElement !== focused && document.activeElement === document.body) {
      this.#focusKey(key);
    }
  }

  async #settled(): Promise<void> {
    await this.updateComplete;
    for (const part of this.querySelectorAll<PageElement>('.column, kata-record, kata-cleanup')) {
      await part.updateComplete;
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }

  /** The first snapshot of this page: back to where its person was. */
  #restore(): void {
    this.#restored = true;
    const { scroll, focus } = board().memory;
    if (focus !== null && document.activeElement === document.body) this.#focusKey(focus);
    scrollTo(0, scroll);
  }

  #focusKey(key: string): void {
    const places =
      this.querySelectorAll<HTMLElementTagNameMap['kata-field' | 'kata-add']>('kata-field, kata-add');
    [...places].find((one) => one.key === key)?.focusValue();
  }

  readonly #focused = (event: FocusEvent): void => {
    const place = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null;
    board().memory.focus = place?.dataset.key ?? null;
    board().leaveSoon();
  };

  readonly #key = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0];
    const typing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    const way = travelKey(event);
    if (way && !typing) {
      event.preventDefault();
      event.stopPropagation();
      board().travel(way);
    } else if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      void this.querySelector('kata-record')?.startFilter();
    }
  };

  async #reveal({ record, path }: RevealNews): Promise<void> {
    await this.#settled();
    if (path) return this.#focusKey(keyOf({ record, path }));
    const row = [...this.querySelectorAll<HTMLElement>('[data-record]')].find(
      (one) => one.dataset.record === record,
    );
    row?.scrollIntoView({ block: 'center' });
    row?.querySelector<HTMLElement>('.value.can-edit, button')?.focus({ preventScroll: true });
  }
}

type RevealNews = Extract<News, { type: 'reveal' }>;

declare global {
  interface HTMLElementTagNameMap {
    'kata-record': import('./sections/record').KataRecord;
  }
}
