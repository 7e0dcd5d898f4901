import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Address } from '../src/core/storyboard/view';
import { board, keyOf, type Value } from './board';
import { PageElement } from './element';
import { conflict, picker } from './field-parts';
import { type FieldKind, readField, textOf } from './field-values';
import { commitKeys } from './keys';
import { oldValue } from './review-marks';
import { prepare, type TextControl } from './toolkit';

/**
 * One value of one record, edited where it stands. It shows the text; Enter, F2 or a click opens a
 * field with the same type and size; Escape gives the old text back; leaving keeps it.
 */
@customElement('kata-field')
export class KataField extends PageElement {
  @property({ attribute: false }) at: Address = { record: '', path: [] };
  @property({ attribute: false }) value: Value = null;
  /** What the value is, in the practice's words: the field's name for a screen reader. */
  @property() label = '';
  @property() kind: FieldKind = 'line';
  /** What belongs here, said quietly while the field is empty. */
  @property() empty = '';
  /** How a value is shown, where that is not the text itself. */
  @property({ attribute: false }) show: ((value: Value) => string) | null = null;
  /** Why the field must not be emptied. */
  @property() required = '';
  @property({ type: Boolean }) locked = false;
  /** An item of a list: emptying it takes it out. */
  @property({ attribute: false }) item: { readonly list: Address; readonly index: number } | null = null;

  #watched = '';
  #focusAt: number | 'end' | null = null;

  get key(): string {
    return keyOf(this.at);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    board().unwatch(this.#watched, this);
    this.#watched = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.#watched !== this.key) {
      board().unwatch(this.#watched, this);
      this.#watched = this.key;
      board().watch(this.key, this);
    }
    // What an earlier snapshot said is no news: a field that was not typed in follows the file.
    const draft = board().draft(this.key);
    if (changed.has('value') && draft && draft.text === textOf(draft.was) && draft.was !== this.value) {
      draft.was = this.value;
      draft.text = textOf(this.value);
      this.#write(draft.text);
    }
  }

  protected override render(): TemplateResult {
    this.dataset.key = this.key;
    const draft = board().draft(this.key);
    const open = draft !== undefined && !this.#isLocked;
    this.classList.toggle('is-open', open);
    const changed = board().changeAt(this.key);
    const none = textOf(board().shown(this.key, this.value)) === '' && changed === undefined;
    this.classList.toggle('is-none', !open && none);
    return open ? this.#renderOpen(draft.text) : this.#renderShown();
  }

  get #isLocked(): boolean {
    return this.locked || board().readOnly;
  }

  #renderShown(): TemplateResult {
    const value = board().shown(this.key, this.value);
    const text = textOf(value);
    const isEmpty = text === '';
    const shown = isEmpty ? this.empty : (this.show?.(value) ?? text);
    const pending = board().isPending(this.key) ? 'is-pending' : '';
    if (this.#isLocked) {
      return html`<span class="value ${isEmpty ? 'is-empty' : ''}">${isEmpty ? nothing : shown}</span>${oldValue(this.key, this.show)}`;
    }
    const name = isEmpty ? `${this.label}: empty` : `${this.label}: ${shown}`;
    return html`<span
      class="value can-edit ${isEmpty ? 'is-empty' : ''} ${pending}"
      role="button"
      tabindex="0"
      aria-label=${isEmpty && this.empty ? `${this.empty} (${name})` : name}
      @click=${this.#click}
      @keydown=${this.#shownKey}
      >${shown}</span
    >`;
  }

  #renderOpen(text: string): TemplateResult {
    const { error } = board().draft(this.key) ?? { error: null };
    const invalid = error ? 'true' : 'false';
    const control =
      this.kind === 'number' || this.kind === 'date'
        ? html`<vscode-text-field
            class="editor"
            placeholder=${this.kind === 'date' ? 'yyyy-mm-dd' : 'number'}
            aria-invalid=${invalid}
            @input=${this.#input}
            @change=${stop}
            @keydown=${this.#openKey}
            @focusout=${this.#left}
          ></vscode-text-field
          >${this.kind === 'date' ? this.#renderPicker(text) : nothing}`
        : html`<vscode-text-area
            class="editor"
            rows="1"
            aria-invalid=${invalid}
            placeholder=${this.empty}
            @input=${this.#input}
            @change=${stop}
            @keydown=${this.#openKey}
            @focusout=${this.#left}
          ></vscode-text-area>`;
    return html`${control}${
      error
        ? html`<span class="refusal" role="alert"
          ><span class="refusal-mark" aria-hidden="true">!</span> ${error.message} ${error.mend}</span
        >`
        : nothing
    }${this.#conflict ? this.#renderConflict() : nothing}`;
  }

  #renderPicker(text: string): TemplateResult {
    const picked = (date: string) => {
      this.#write(date);
      board().type(this.key, date);
      this.#commit();
    };
    return picker(this.label, text, picked, this.#left);
  }

  #renderConflict(): TemplateResult {
    return conflict(textOf(this.value), this.#keepMine, this.#takeTheirs, this.#left);
  }

  get #conflict(): boolean {
    const draft = board().draft(this.key);
    return draft !== undefined && draft.was !== this.value && textOf(this.value) !== draft.text;
  }

  protected override updated(): void {
    const draft = board().draft(this.key);
    const control = this.#control;
    if (control && draft) prepare(control, draft.text, this.label);
    if (this.#focusAt === null) return;
    if (!control) {
      this.querySelector<HTMLElement>('.value')?.focus();
    } else {
      control.focus();
      const end = this.#focusAt === 'end' ? control.value.length : this.#focusAt;
      if (this.kind === 'number') control.control.select();
      else control.control.setSelectionRange(end, end);
    }
    this.#focusAt = null;
  }

  get #control(): TextControl | null {
    return this.querySelector<TextControl>('.editor');
  }

  #write(text: string): void {
    const control = this.#control;
    if (control) control.value = text;
  }

  /** Opens the field with the caret at `at`. */
  edit(at: number | 'end' = 'end'): void {
    if (this.#isLocked) return;
    const value = board().shown(this.key, this.value);
    this.#focusAt = at;
    board().open(this.key, textOf(value), value);
  }

  /** Brings the keyboard to the field, opened or not. */
  focusValue(): void {
    const control = this.#control;
    if (control) control.focus();
    else this.querySelector<HTMLElement>('.value')?.focus();
  }

  readonly #click = (event: MouseEvent): void => {
    // A person who selects text wants to copy it, not to edit it.
    if (getSelection()?.toString()) return;
    const spot = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    const inside = spot && this.contains(spot.offsetNode) && !this.show && textOf(this.value) !== '';
    this.edit(inside ? spot.offset : 'end');
  };

  readonly #shownKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'F2' && event.key !== ' ') return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.edit();
  };

  readonly #input = (): void => {
    board().type(this.key, this.#control?.value ?? '');
  };

  readonly #openKey = (event: KeyboardEvent): void => {
    const act = commitKeys(event, this.kind === 'prose');
    if (act === null) return;
    if (act === 'cancel') {
      this.#focusAt = 'end';
      board().close(this.key);
    } else if (act === 'keep') {
      this.#focusAt = 'end';
      this.#commit();
    } else this.#commit();
  };

  /** Leaving keeps the text; but a window that is only put aside is not left, nor is one that goes on to the field's own choices. */
  readonly #left = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && this.contains(to)) return;
    if (to !== null) {
      this.#commit();
      return;
    }
    // Only a turn later does the page know whether the keyboard went elsewhere in it or to another part of VS Code.
    setTimeout(() => {
      if (document.hasFocus() && this.isConnected) this.#commit();
    });
  };

  #commit(): void {
    const draft = board().draft(this.key);
    if (!draft || this.#conflict) return;
    const read = readField(this.kind, draft.text, draft.was, this.item ? '' : this.required);
    if (draft.text === textOf(draft.was)) board().close(this.key);
    else if ('wrong' in read) board().complain(this.key, read.wrong, read.mend);
    else if (read.value === draft.was) board().close(this.key);
    else if (this.item && read.value === null) this.#takeOut(draft.was);
    else void board().set(this.at, draft.was, read.value, draft.text, this.label);
  }

  #takeOut(was: Value): void {
    if (!this.item) return;
    const { list, index } = this.item;
    const { version } = board();
    board().close(this.key);
    void board().act(
      {
        type: 'removeItem',
        version,
        record: list.record,
        path: [...list.path],
        index,
        was: typeof was === 'string' ? was : null,
      },
      `Removed: ${this.label}`,
    );
  }

  readonly #keepMine = (): void => {
    const draft = board().draft(this.key);
    if (!draft) return;
    draft.was = this.value;
    this.#focusAt = 'end';
    this.#commit();
  };

  readonly #takeTheirs = (): void => {
    this.#focusAt = 'end';
    board().close(this.key);
  };
}

/** The toolkit's own change events mean nothing to the board. */
function stop(event: Event): void {
  event.stopPropagation();
}
