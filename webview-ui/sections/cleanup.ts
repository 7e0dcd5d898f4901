import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CornerView, StoryboardView } from '../../src/core/storyboard/view';
import { countWords, dateWords, daysLeftWords } from '../../src/core/storyboard/words';
import { board } from '../board';
import { PageElement } from '../element';
import { fold } from '../fold';
import '../menu';
import { addLater } from '../rare';
import { field, mark } from '../templates';

/** How many corners stand open; the rest are folded. */
const MANY = 8;

/** The corners that were cut, as the records tell them. Whether one is still in the code is not theirs to say. */
@customElement('kata-cleanup')
export class KataCleanup extends PageElement {
  @property({ attribute: false }) view: StoryboardView | null = null;

  protected override render(): TemplateResult | string {
    const { view } = this;
    if (!view || view.corners.length === 0) return '';
    const first = view.corners.slice(0, MANY);
    const rest = view.corners.slice(MANY);
    return html`<section class="cleanup" aria-labelledby="cleanup-name">
      <h2 id="cleanup-name">
        Clean up <span class="aside">${countWords(view.corners.length, 'corner')} cut</span>
      </h2>
      ${this.#renderList(first, view)}
      ${
        rest.length === 0
          ? nothing
          : fold('corners', html`Earlier corners <span class="aside">${rest.length}</span>`, () =>
              this.#renderList(rest, view),
            )
      }
    </section>`;
  }

  #renderList(corners: readonly CornerView[], view: StoryboardView): TemplateResult {
    return html`<ul class="corners" data-arrows>
      ${repeat(
        corners,
        ({ id, record }) => `${record} ${id}`,
        (corner) => this.#renderCorner(corner, view.today),
      )}
    </ul>`;
  }

  #renderCorner(corner: CornerView, today: string): TemplateResult {
    const { readOnly: locked } = corner;
    return html`<li class="corner" data-row data-record=${corner.record}>
      <div class="corner-what">
        ${field(corner.what, { label: 'Corner', empty: 'What was cut?', locked, column: 'what' })}
        <div class="quiet">
          ${field(corner.plan, {
            label: 'Plan',
            kind: 'prose',
            className: corner.kept.value === null ? '' : 'rare',
            empty: 'How will it be cleaned up?',
            locked,
          })}
        </div>
        ${field(corner.why, { label: 'Why', kind: 'prose', className: 'quiet rare', empty: 'Why was it cut?', locked })}
      </div>
      <div class="corner-where quiet">
        <span>${corner.experimentStep}</span>
        ${field(corner.path, { label: 'File', className: 'rare code', empty: 'Which file?', locked })}
      </div>
      <div class="corner-when">
        ${corner.kept.value === null ? this.#renderUntil(corner, today) : nothing}
        ${field(corner.kept, {
          label: 'Why it is kept',
          className: 'rare',
          empty: 'Why do we live with it?',
          show: (value) => `kept: ${String(value)}`,
          locked,
        })}
        ${field(corner.owner, { label: 'Owner', className: 'quiet rare', empty: 'Who cleans it up?', locked })}
      </div>
      <kata-menu
        class="more"
        .label=${`More for ${corner.what.value ?? 'corner'}`}
        .face=${mark('more')}
        .groups=${[
          locked
            ? []
            : addLater([
                [corner.owner, 'Say who cleans it up'],
                [corner.why, 'Say why it was cut'],
                [corner.path, 'Name its file'],
                [corner.kept, 'Keep it: say why we live with it'],
              ]),
          [
            {
              word: 'Open as YAML',
              choose: () => board().openText(corner.record, ['corners', corner.index]),
            },
          ],
        ]}
        .locked=${board().readOnly}
      ></kata-menu>
    </li>`;
  }

  #renderUntil(corner: CornerView, today: string): TemplateResult {
    const { daysLeft } = corner;
    const over = daysLeft !== null && daysLeft < 0;
    return html`<div class="until">
      ${field(corner.until, {
        label: 'Until',
        kind: 'date',
        className: 'inline',
        empty: 'until which day?',
        show: (value) => `until ${dateWords(String(value), today)}`,
        locked: corner.readOnly,
      })}
      ${over ? html`<span class="is-past">${daysLeftWords(daysLeft)}</span>` : nothing}
    </div>`;
  }
}
