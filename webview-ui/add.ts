import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { board } from './board';
import { PageElement } from './element';
import { commitKeys } from './keys';
import { prepare, type TextControl } from './toolkit';

/**
 * One more of something: a quiet button that turns into a field. Enter adds it and stays open for
 * the next; Escape or leaving it empty puts it away. What was typed outlives a hidden page.
 */
@customElement('kata-add')
export class KataAdd extends PageElement {
  /** The button's words: `Add an obstacle`. */
  @property() word = '';
  /** What to write, said in the empty field. */
  @property() ask = '';
  /** Names this place among the page's drafts. */
  @property() place = '';
  /** Sends the new text; gives back why it was refused, or null. */
  @property({ attribute: false }) send: (text: string) => Promise<string | null> = () =>
    Promise.resolve(null);
  @property({ type: Boolean }) once = false;

  #focus: 'field' | 'button' | null = null;
  #sending = false;

  get key(): string {
    return `add:${this.place}`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    board().watch(this.key, this);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    board().unwatch(this.key, this);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (board().readOnly) return nothing;
    this.dataset.key = this.key;
    const draft = board().draft(this.key);
    if (!draft) {
      return html`<button class="add value" @click=${() => this.edit()}>
        <span aria-hidden="true" class="plus">+</span>${this.word}
      </button>`;
    }
    return html`<vscode-text-area
        class="editor"
        rows="1"
        placeholder=${this.ask}
        @input=${() => board().type(this.key, this.#control?.value ?? '')}
        @keydown=${this.#key}
        @focusout=${this.#left}
      ></vscode-text-area
      >${
        draft.error
          ? html`<span class="refusal" role="alert"
            ><span class="refusal-mark" aria-hidden="true">!</span> ${draft.error.message}</span
          >`
          : nothing
      }`;
  }

  get #control(): TextControl | null {
    return this.querySelector<TextControl>('.editor');
  }

  protected override updated(): void {
    const control = this.#control;
    const draft = board().draft(this.key);
    if (control && draft) prepare(control, draft.text, this.word);
    if (this.#focus === 'field') control?.focus();
    if (this.#focus === 'button') this.querySelector<HTMLElement>('.add')?.focus();
    this.#focus = null;
  }

  /** Opens the field. */
  edit(): void {
    this.#focus = 'field';
    board().open(this.key, '', null);
  }

  focusValue(): void {
    (this.#control ?? this.querySelector<HTMLElement>('.add'))?.focus();
  }

  readonly #key = (event: KeyboardEvent): void => {
    const act = commitKeys(event, false);
    if (act === 'cancel') {
      this.#focus = 'button';
      board().close(this.key);
    } else if (act !== null) void this.#commit(act === 'keep');
  };

  readonly #left = (): void => {
    if (document.hasFocus() && this.isConnected) void this.#commit(false);
  };

  async #commit(stay: boolean): Promise<void> {
    const text = (board().draft(this.key)?.text ?? '').trim().replace(/\s*\n\s*/g, ' ');
    if (text === '') {
      this.#focus = stay ? 'button' : null;
      return board().close(this.key);
    }
    // Enter and the leaving that it may cause are one adding.
    if (this.#sending) return;
    this.#sending = true;
    const refused = await this.send(text);
    this.#sending = false;
    if (refused !== null) return board().complain(this.key, refused);
    const draft = board().draft(this.key);
    const control = this.#control;
    if (!stay || this.once || !draft || !control) return board().close(this.key);
    control.value = '';
    draft.error = null;
    board().type(this.key, '');
    this.requestUpdate();
  }
}
