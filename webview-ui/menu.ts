import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { PageElement } from './element';

export interface MenuItem {
  readonly word: string;
  /** Said beside the word, quietly. */
  readonly note?: string;
  /** For a choice: whether it holds now. Absent for an action. */
  readonly checked?: boolean;
  readonly choose: () => void;
}

/** A small menu: a face that says what holds, and the choices. Groups are parted by a hairline. */
@customElement('kata-menu')
export class KataMenu extends PageElement {
  @property() label = '';
  @property({ attribute: false }) face: TemplateResult | string = '';
  @property({ attribute: false }) groups: readonly (readonly MenuItem[])[] = [];
  @property({ type: Boolean }) locked = false;
  @state() private open = false;

  protected override render(): TemplateResult {
    if (this.locked) return html`<span class="menu-face">${this.face}</span>`;
    return html`<button
        class="menu-face can-edit"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-label=${this.label}
        title=${this.label}
        @click=${this.#toggle}
        @keydown=${this.#faceKey}
      >
        ${this.face}</button
      >${this.open ? this.#renderMenu() : nothing}`;
  }

  #renderMenu(): TemplateResult {
    const groups = this.groups.filter((group) => group.length > 0);
    return html`<div
      class="menu"
      role="menu"
      popover="manual"
      aria-label=${this.label}
      @keydown=${this.#menuKey}
      @focusout=${this.#left}
    >
      ${groups.map(
        (group, index) =>
          html`${index > 0 ? html`<div class="menu-line" role="separator"></div>` : nothing}${group.map(
            (item) => this.#renderItem(item),
          )}`,
      )}
    </div>`;
  }

  #renderItem(item: MenuItem): TemplateResult {
    const choice = item.checked !== undefined;
    return html`<button
      class="menu-item"
      role=${choice ? 'menuitemradio' : 'menuitem'}
      aria-checked=${choice ? String(item.checked) : nothing}
      tabindex="-1"
      @click=${() => this.#choose(item)}
    >
      <span class="menu-check" aria-hidden="true">${item.checked ? '✓' : ''}</span
      ><span>${item.word}${item.note ? html` <span class="quiet">${item.note}</span>` : nothing}</span>
    </button>`;
  }

  get #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.menu-item')];
  }

  get #face(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.menu-face');
  }

  readonly #toggle = (): void => {
    if (this.open) this.#close(true);
    else void this.#show();
  };

  async #show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    const menu = this.querySelector<HTMLElement>('.menu');
    if (!menu) return;
    menu.showPopover();
    this.#place(menu);
    const items = this.#items;
    (items.find((item) => item.getAttribute('aria-checked') === 'true') ?? items[0])?.focus({
      preventScroll: true,
    });
    addEventListener('pointerdown', this.#outside, true);
    addEventListener('scroll', this.#scrolled, { capture: true, passive: true });
    addEventListener('resize', this.#scrolled);
  }

  /** Below its face; above it, or further left, where the window ends. */
  #place(menu: HTMLElement): void {
    const face = this.#face?.getBoundingClientRect();
    if (!face) return;
    const { width, height } = menu.getBoundingClientRect();
    const below = face.bottom + 2;
    const top = below + height > innerHeight - 4 ? Math.max(4, face.top - height - 2) : below;
    menu.style.top = `${top}px`;
    menu.style.left = `${Math.max(4, Math.min(face.left, innerWidth - width - 8))}px`;
  }

  #close(back: boolean): void {
    this.open = false;
    removeEventListener('pointerdown', this.#outside, true);
    removeEventListener('scroll', this.#scrolled, true);
    removeEventListener('resize', this.#scrolled);
    if (back) this.#face?.focus({ preventScroll: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close(false);
  }

  #choose(item: MenuItem): void {
    this.#close(true);
    if (item.checked !== true) item.choose();
  }

  readonly #outside = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.#close(false);
  };

  readonly #scrolled = (): void => this.#close(false);

  readonly #left = (event: FocusEvent): void => {
    if (!(event.relatedTarget instanceof Node && this.contains(event.relatedTarget))) this.#close(false);
  };

  readonly #faceKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' && event.key !== 'F2') return;
    if (event.key !== 'F2' && this.closest('[data-arrows]')) return;
    event.preventDefault();
    if (!this.open) void this.#show();
  };

  readonly #menuKey = (event: KeyboardEvent): void => {
    const items = this.#items;
    const here = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
    event.stopPropagation();
    if (to !== undefined) {
      event.preventDefault();
      items.at(to % items.length)?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      this.#close(true);
    } else if (event.key.length === 1 && event.key !== ' ') this.#find(event.key.toLowerCase(), here);
  };

  /** The next choice that begins with the typed letter. */
  #find(letter: string, here: number): void {
    const items = this.#items;
    const begins = (item: HTMLElement) =>
      (item.textContent ?? '').replace(/[✓\s]/g, '').toLowerCase().startsWith(letter);
    [...items.slice(here + 1), ...items.slice(0, here + 1)].find(begins)?.focus();
  }
}
