import { html, type TemplateResult } from 'lit';

/** The browser's own calendar, beside a text that can be half-typed. Out of the tab order: the date can be typed. */
export function picker(
  label: string,
  text: string,
  picked: (date: string) => void,
  left: (event: FocusEvent) => void,
): TemplateResult {
  return html`<input
    type="date"
    class="picker"
    tabindex="-1"
    aria-label="Pick: ${label}"
    .value=${text}
    @change=${(event: Event) => {
      const { value } = event.target as HTMLInputElement;
      if (value) picked(value);
    }}
    @focusout=${left}
  />`;
}

/** A value that was changed while its field was being typed in: what it says now, and the person's choice. */
export function conflict(
  now: string,
  keepMine: () => void,
  takeTheirs: () => void,
  left: (event: FocusEvent) => void,
): TemplateResult {
  return html`<span class="conflict" role="alert">
    <span>It was changed meanwhile and now says: <q>${now || 'nothing'}</q></span>
    <span class="choices">
      <button class="link" @click=${keepMine} @focusout=${left}>Keep what I typed</button>
      <button class="link" @click=${takeTheirs} @focusout=${left}>Take the new text</button>
    </span>
  </span>`;
}
