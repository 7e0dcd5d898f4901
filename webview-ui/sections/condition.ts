import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ConditionView, StoryboardView } from '../../src/core/storyboard/view';
import { countWords, dateWords, valueWords } from '../../src/core/storyboard/words';
import { board, type Value } from '../board';
import './chart';
import { PageElement } from '../element';
import '../list';
import { changeMark } from '../review-marks';
import { field } from '../templates';

/** One grasp of reality: how the process works, its facts and numbers. */
export function condition(of: ConditionView, today: string, foot: TemplateResult | '' = ''): TemplateResult {
  return html`<div class="grasp marked">
    ${changeMark({ record: of.date.at.record, path: ['currentCondition', of.index] })}
    ${field(of.process, {
      label: 'How the process works now',
      kind: 'prose',
      empty: 'How does the process work now? Go and see.',
    })}
    <kata-list .of=${of.facts} .word=${'fact'} .addWord=${'Add a fact'} .ask=${'A fact, with its number'}></kata-list>
    <div class="quiet">
      ${field(of.knowledge, {
        label: 'What we know',
        kind: 'prose',
        empty: 'What do we know about it, and what not yet?',
      })}
    </div>
    ${
      of.values.length === 0
        ? nothing
        : html`<dl class="values">
          ${of.values.map(
            ({ metric, field: number }) => html`<div>
              <dt>${metric.title}</dt>
              <dd>
                ${field(number, {
                  label: `${metric.title} now`,
                  kind: 'number',
                  className: 'inline',
                  empty: 'which number?',
                  show: (value: Value) => (typeof value === 'number' ? valueWords(value, metric.unit) : ''),
                })}
              </dd>
            </div>`,
          )}
        </dl>`
    }
    <div class="grasp-foot">
      ${field(of.date, {
        label: 'Grasped on',
        kind: 'date',
        className: 'inline',
        empty: 'grasped on which day?',
        show: (value) => `grasped ${dateWords(String(value), today)}`,
      })}${foot}
    </div>
  </div>`;
}

/** Where the team is now: the run chart, and the newest grasp. */
@customElement('kata-condition')
export class KataCondition extends PageElement {
  @property({ attribute: false }) view: StoryboardView | null = null;

  protected override render(): TemplateResult | string {
    const { view } = this;
    if (!view) return '';
    const [now] = view.conditions;
    const measured = view.chart?.points.filter(({ kind }) => kind === 'measurement').length ?? 0;
    return html`<section aria-labelledby="condition-name">
      <h2 id="condition-name">
        Current condition
        ${measured > 0 ? html`<span class="aside">${countWords(measured, 'measurement')}</span>` : nothing}
      </h2>
      ${view.chart && view.chart.points.length > 0 ? html`<kata-chart .chart=${view.chart} .today=${view.today}></kata-chart>` : nothing}
      ${
        now
          ? condition(now, view.today, this.#renderGrasp('Grasp it anew'))
          : html`<p class="quiet">Not grasped yet. Go and see: what does the process do now?</p>
            ${this.#renderGrasp('Grasp the current condition')}`
      }
    </section>`;
  }

  #renderGrasp(word: string): TemplateResult | '' {
    if (this.view?.readOnly !== null) return '';
    return html`<button class="add value" @click=${this.#grasp}>
      <span aria-hidden="true" class="plus">+</span>${word}
    </button>`;
  }

  readonly #grasp = (): void => {
    void board().act({ type: 'addCondition' }, 'Added: a new grasp of the current condition');
  };
}
