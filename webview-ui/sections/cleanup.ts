import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CornerFoundView, CornerView, StoryboardView } from '../../src/core/storyboard/view';
import { countWords, dateWords, daysLeftWords } from '../../src/core/storyboard/words';
import { board } from '../board';
import { PageElement } from '../element';
import { fold } from '../fold';
import '../menu';
import { addLater } from '../rare';
import { changeMark } from '../review-marks';
import { field, mark } from '../templates';

/** How many corners stand open; the rest are folded. */
const MANY = 8;

/** Still to be cleaned up, decided to be lived with, or, where the code was not looked at, perhaps so. */
function isLeft({ found }: CornerView): boolean {
  return found === null || found.places.length > 0 || found.state === 'open' || found.state === 'unmarked';
}

function isKept({ kept }: CornerView): boolean {
  return kept.value !== null;
}

/** `3 corners cut`, and where the code was looked at, how many are still to go. */
function summary({ corners, code }: StoryboardView): string {
  const cut = `${countWords(corners.length, 'corner')} cut`;
  if (code === null) return cut;
  const open = corners.filter(({ found }) => found?.outstanding === true).length;
  return open === 0 ? `${cut}, none open` : `${cut}, ${open} open`;
}

/** The first place, and how many more there are. */
function placeName({ places }: CornerFoundView): string {
  const [first] = places;
  const more = places.length > 1 ? ` and ${places.length - 1} more` : '';
  return first === undefined ? '' : `${first.path}:${first.line}${more}`;
}

function openCorner(id: string): void {
  board().host.tell({ type: 'openCorner', id });
}

/** The corners that were cut: those still in the code first, each one click from it, newest first. */
@customElement('kata-cleanup')
export class KataCleanup extends PageElement {
  @property({ attribute: false }) view: StoryboardView | null = null;

  protected override render(): TemplateResult | string {
    const { view } = this;
    if (!view || view.corners.length === 0) return '';
    // What the team decided to live with comes after what is to be done.
    const left = view.corners.filter(isLeft).sort((a, b) => Number(isKept(a)) - Number(isKept(b)));
    const done = view.corners.filter((corner) => !isLeft(corner));
    const first = left.slice(0, MANY);
    const rest = left.slice(MANY);
    return html`<section class="cleanup" aria-labelledby="cleanup-name">
      <h2 id="cleanup-name">Clean up <span class="aside">${summary(view)}</span></h2>
      ${first.length === 0 ? html`<p class="quiet">Every corner that was cut is cleaned up.</p>` : this.#renderList(first, view)}
      ${
        rest.length === 0
          ? nothing
          : fold('corners', html`Earlier corners <span class="aside">${rest.length}</span>`, () =>
              this.#renderList(rest, view),
            )
      }
      ${
        done.length === 0
          ? nothing
          : fold('corners-done', html`Cleaned up and gone <span class="aside">${done.length}</span>`, () =>
              this.#renderList(done, view),
            )
      }
      ${this.#renderBeside(view)}
    </section>`;
  }

  /** What the code says beside the records: markers that none knows, files that could not be looked into. */
  #renderBeside({ code }: StoryboardView): TemplateResult | typeof nothing {
    if (code === null) return nothing;
    const said = [code.skippedWords, ...code.why].filter((words) => words !== null);
    return html`${
      code.orphans.length === 0
        ? nothing
        : html`<p class="quiet">In the code, in no record: ${code.orphans.map(
            ({ id, what, found }, at) =>
              html`${at === 0 ? '' : ', '}<button class="link" @click=${() => openCorner(id)}><bdi>${what || id}</bdi></button> (${found.places.length > 0 ? placeName(found) : id})`,
          )}</p>`
    }${said.length === 0 ? nothing : html`<p class="quiet">${said.join(' ')}</p>`}`;
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
        ${changeMark({ record: corner.record, path: ['corners', corner.index] })}
        ${field(corner.what, { label: 'Corner', empty: 'What was cut?', locked, column: 'what' })}
        <div class="quiet">
          ${field(corner.plan, {
            label: 'Plan',
            kind: 'prose',
            className: corner.kept.value === null && isLeft(corner) ? '' : 'rare',
            empty: 'How will it be cleaned up?',
            locked,
          })}
        </div>
        ${field(corner.why, { label: 'Why', kind: 'prose', className: 'quiet rare', empty: 'Why was it cut?', locked })}
      </div>
      <div class="corner-where quiet">
        <span>${corner.experimentStep}</span>
        ${this.#renderFound(corner)}
        ${field(corner.path, { label: 'File', className: 'rare code', empty: 'Which file?', locked })}
      </div>
      <div class="corner-when">
        ${corner.kept.value === null && isLeft(corner) ? this.#renderUntil(corner, today) : nothing}
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

  /** Where it stands in the code, one click away; else what became of it. */
  #renderFound({ id, what, found }: CornerView): TemplateResult | typeof nothing {
    if (found === null) return nothing;
    if (found.places.length === 0) return html`<span class="found">${found.words}</span>`;
    const label = `Go to the code of ${what.value ?? id}`;
    return html`<button class="place code" aria-label=${label} title=${label} @click=${() => openCorner(id)}>
      <bdi>${placeName(found)}</bdi>
    </button>`;
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
