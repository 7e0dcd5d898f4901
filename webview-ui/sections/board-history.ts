import { html, nothing, svg, type TemplateResult } from 'lit';
import type { AccuracyView, BoardHistoryView } from '../../src/core/storyboard/view';

/** More dots than these are not counted by eye; then the words say it alone. */
const MOST_DOTS = 30;
/** From one dot's middle to the next, in pixels. */
const APART = 11;

/** How often predictions held, and what history does not know with the reason: a calm line each. */
export function boardHistory(history: BoardHistoryView | null): TemplateResult | typeof nothing {
  if (history === null || (history.why === null && history.accuracy === null)) return nothing;
  const { why, accuracy } = history;
  return html`<div class="board-history quiet">
    ${accuracy === null ? nothing : html`<p class="accuracy">${dots(accuracy)}<span>${accuracy.words}</span></p>`}
    ${why === null ? nothing : html`<p class="not-known">${why}</p>`}
  </div>`;
}

/** A dot for each judged prediction: filled for those that held, a ring for the others. The words beside it say the same. */
function dots({ held, judged }: AccuracyView): TemplateResult | typeof nothing {
  if (judged > MOST_DOTS) return nothing;
  const width = judged * APART;
  return html`<svg class="dots" width=${width} height=${APART} viewBox="0 0 ${width} ${APART}" aria-hidden="true">
    ${Array.from(
      { length: judged },
      (_, at) =>
        svg`<circle class=${at < held ? 'is-held' : ''} cx=${(at + 0.5) * APART} cy=${APART / 2} r="3.4"></circle>`,
    )}
  </svg>`;
}
