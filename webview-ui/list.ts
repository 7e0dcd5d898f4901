import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ListField } from '../src/core/storyboard/view';
import './add';
import './field';
import './menu';
import { board, keyOf } from './board';
import { PageElement } from './element';
import type { MenuItem } from './menu';
import { oldItems } from './review-marks';
import { mark } from './templates';

/** A list of texts that grows, shrinks and moves: by its menu, or Alt with the arrow keys, and Delete. */
@customElement('kata-list')
export class KataList extends PageElement {
  @property({ attribute: false }) of: ListField = { at: { record: '', path: [] }, items: [] };
  /** One item, in the practice's word: `fact`. */
  @property() word = '';
  @property() addWord = '';
  @property() ask = '';
  @property({ type: Boolean }) locked = false;

  protected override render(): TemplateResult {
    const locked = this.locked || board().readOnly;
    const { at, items } = this.of;
    const gone = oldItems(keyOf(at), items);
    return html`<ul class="texts" data-arrows>
        ${items.map((text, index) => [gone.get(index) ?? '', this.#renderItem(text, index, locked)])}
        ${gone.get(items.length) ?? ''}
      </ul>
      ${locked ? '' : html`<kata-add .word=${this.addWord} .ask=${this.ask} .place=${keyOf(at)} .send=${this.#add}></kata-add>`}`;
  }

  #renderItem(text: string, index: number, locked: boolean): TemplateResult {
    const { at } = this.of;
    return html`<li data-row @keydown=${(event: KeyboardEvent) => this.#key(event, index)}>
      <kata-field
        .at=${{ record: at.record, path: [...at.path, index] }}
        .value=${text}
        .label=${this.word}
        .empty=${this.ask}
        .locked=${locked}
        .item=${{ list: at, index }}
      ></kata-field
      >${
        locked
          ? ''
          : html`<kata-menu
            class="more"
            .label=${`${this.word}: move or remove`}
            .face=${mark('more')}
            .groups=${this.#choices(index)}
          ></kata-menu>`
      }
    </li>`;
  }

  #choices(index: number): readonly MenuItem[][] {
    const moves: MenuItem[] = [];
    if (index > 0)
      moves.push({ word: 'Move up', note: 'Alt+↑', choose: () => void this.#move(index, index - 1) });
    if (index < this.of.items.length - 1)
      moves.push({ word: 'Move down', note: 'Alt+↓', choose: () => void this.#move(index, index + 1) });
    return [moves, [{ word: `Remove ${this.word}`, note: 'Delete', choose: () => void this.#remove(index) }]];
  }

  readonly #add = async (value: string): Promise<string | null> => {
    const { record, path } = this.of.at;
    const answer = await board().act(
      {
        type: 'insertItem',
        version: board().version,
        record,
        path: [...path],
        index: this.of.items.length,
        value,
      },
      `Added: ${this.word}`,
    );
    return 'refused' in answer ? answer.refused : null;
  };

  async #move(from: number, to: number): Promise<void> {
    if (to < 0 || to >= this.of.items.length) return;
    const { record, path } = this.of.at;
    const answer = await board().act(
      { type: 'moveItem', version: board().version, record, path: [...path], from, to },
      `Moved: ${this.word}`,
    );
    if (!('refused' in answer)) this.#focusItem(to);
  }

  async #remove(index: number): Promise<void> {
    const { record, path } = this.of.at;
    const was = this.of.items[index] ?? null;
    const answer = await board().act(
      { type: 'removeItem', version: board().version, record, path: [...path], index, was },
      `Removed: ${this.word}`,
    );
    if (!('refused' in answer)) this.#focusItem(Math.max(0, index - 1));
  }

  #focusItem(index: number): void {
    this.querySelectorAll('kata-field')[index]?.focusValue();
  }

  #key(event: KeyboardEvent, index: number): void {
    if (!(event.target instanceof Element) || !event.target.matches('.value.can-edit')) return;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      void this.#move(index, index + (event.key === 'ArrowUp' ? -1 : 1));
    } else if (event.key === 'Delete') {
      event.preventDefault();
      void this.#remove(index);
    }
  }
}
