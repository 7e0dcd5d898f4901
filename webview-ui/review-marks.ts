import { html, nothing, type TemplateResult } from 'lit';
import { goneItems } from '../src/core/review/gone-items';
import type { Address, ReviewFieldView } from '../src/core/storyboard/view';
import { numberWords } from '../src/core/storyboard/words';
import { board, type Value } from './board';

type Old = ReviewFieldView['before'];

/** The word at the margin of what a review says is new or changed; opened, what each field said before. */
export function changeMark(at: Address): TemplateResult | typeof nothing {
  const mark = board().markAt(at);
  if (mark === undefined) return nothing;
  const look = `change is-${mark.how}`;
  if (mark.fields.length === 0) return html`<p class=${look}>${mark.words}</p>`;
  return html`<details class=${look}>
    <summary>${mark.words}</summary>
    <ul class="plain">
      ${mark.fields.map(
        ({ words, before, after }) =>
          html`<li><span class="quiet">${words}:</span> ${difference(before, after)}</li>`,
      )}
    </ul>
  </details>`;
}

function difference(before: Old, after: Old): TemplateResult {
  if (before === null) return html`<ins>${textOf(after)}</ins>`;
  if (after === null) return html`<del>${textOf(before)}</del>`;
  return html`<del>${textOf(before)}</del> → <ins>${textOf(after)}</ins>`;
}

/** What a field said before, struck through under what it says now. */
export function oldValue(
  key: string,
  show: ((value: Value) => string) | null,
): TemplateResult | typeof nothing {
  const before = board().changeAt(key)?.before ?? null;
  if (before === null) return nothing;
  const text = typeof before === 'string' || typeof before === 'number' ? show?.(before) : undefined;
  return html`<del class="was"><span class="unseen">before: </span>${text ?? textOf(before)}</del>`;
}

/** The items of a list that are gone, by the number of the item that they stood before. */
export function oldItems(key: string, items: readonly string[]): ReadonlyMap<number, TemplateResult> {
  const before = board().changeAt(key)?.before ?? null;
  if (before === null || typeof before === 'string' || typeof before === 'number') return new Map();
  return new Map([...goneItems(before, items)].map(([at, gone]) => [at, html`${gone.map(oldItem)}`]));
}

function oldItem(text: string): TemplateResult {
  return html`<li><del class="was"><span class="unseen">before: </span>${text}</del></li>`;
}

function textOf(value: Old): string {
  if (value === null) return '';
  if (typeof value === 'number') return numberWords(value);
  return typeof value === 'string' ? value : value.join(', ');
}
