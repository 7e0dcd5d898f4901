import { html, type TemplateResult } from 'lit';
import { board } from './board';

/** Something folded away. Its content is made when it is first opened, and the page remembers that it was. */
export function fold(
  id: string,
  name: TemplateResult,
  content: () => TemplateResult,
  look = '',
): TemplateResult {
  const open = board().isOpen(id);
  const toggled = (event: Event): void => {
    const { open: now } = event.currentTarget as HTMLDetailsElement;
    if (now === board().isOpen(id)) return;
    board().fold(id, now);
    board().dispatchEvent(new Event('fold'));
  };
  return html`<details class="fold" data-fold=${id} ?open=${open} @toggle=${toggled}>
    <summary class=${look}>${name}</summary>
    ${open ? content() : ''}
  </details>`;
}
