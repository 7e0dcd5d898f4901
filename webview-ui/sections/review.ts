import { html, nothing, type TemplateResult } from 'lit';
import type { BoardReviewView } from '../../src/core/storyboard/view';
import { countWords } from '../../src/core/storyboard/words';

/** What a review says beside the marks at the margin: how much changed, what is gone, what could not be compared. */
export function reviewSummary(review: BoardReviewView | null): TemplateResult | typeof nothing {
  if (review === null) return nothing;
  const { marks, gone, unreadable, notes } = review;
  const counts = [
    [marks.filter(({ how }) => how === 'new').length, 'new'],
    [marks.filter(({ how }) => how === 'changed').length, 'changed'],
    [gone.length, 'gone'],
    [unreadable.length, 'not comparable'],
  ] as const;
  const words = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return html`<section class="review" aria-labelledby="review-name">
    <h2 id="review-name">Changes <span class="aside">since <bdi>${review.base}</bdi>: ${words.join(', ') || 'none'}</span></h2>
    ${
      gone.length === 0
        ? nothing
        : html`<ul class="plain">${gone.map(
            ({ kind, name }) =>
              html`<li><span class="change is-gone">gone</span> ${kind} <del><bdi>${name}</bdi></del></li>`,
          )}</ul>`
    }
    ${unreadable.map(
      ({ kind, file, words: why }) => html`<article class="broken-card">
        <div>
          <h3>${kind} <span class="code">${file}</span></h3>
          <p>${why}</p>
        </div>
      </article>`,
    )}
    ${
      notes.length === 0
        ? nothing
        : html`<details class="fold">
            <summary class="plain quiet">${countWords(notes.length, 'more thing')} to know</summary>
            <ul class="plain">${notes.map((note) => html`<li>${note}</li>`)}</ul>
          </details>`
    }
  </section>`;
}
