import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CoachingView, StoryboardView, TargetView } from '../../src/core/storyboard/view';
import { dateWords } from '../../src/core/storyboard/words';
import { PageElement } from '../element';
import { fold } from '../fold';
import { changeMark } from '../review-marks';
import { field } from '../templates';
import { condition } from './condition';
import { addTarget, targetState, targetValue } from './target';

/** What was before and what comes later: the other targets, earlier grasps, coaching cycles. Folded. */
@customElement('kata-history')
export class KataHistory extends PageElement {
  @property({ attribute: false }) view: StoryboardView | null = null;

  protected override render(): TemplateResult | string {
    const { view } = this;
    if (!view) return '';
    const others = view.targets.filter((target) => target !== view.target && target.id !== view.target?.id);
    const earlier = view.conditions.slice(1);
    return html`<section class="history" aria-label="Before and after">
      ${
        view.target === null && others.length === 0
          ? nothing
          : fold(
              'targets',
              html`Target conditions <span class="aside">${this.#count(others)}</span>`,
              () => html`<ul class="past">
                ${[...others].reverse().map((target) => this.#renderTarget(target, view.today))}
              </ul>
              ${view.target ? addTarget('Add a target condition') : nothing}`,
            )
      }
      ${
        earlier.length === 0
          ? nothing
          : fold(
              'conditions',
              html`Earlier conditions <span class="aside">${earlier.length}</span>`,
              () => html`<ul class="past">
              ${earlier.map((one) => html`<li>${condition(one, view.today)}</li>`)}
            </ul>`,
            )
      }
      ${
        view.coaching.length === 0
          ? nothing
          : fold(
              'coaching',
              html`Coaching cycles <span class="aside">${view.coaching.length}</span>`,
              () => html`<ul class="past">
              ${view.coaching.map((one) => this.#renderCoaching(one, view.today))}
            </ul>`,
            )
      }
    </section>`;
  }

  #count(others: readonly TargetView[]): string {
    const states = ['reached', 'missed', 'abandoned', 'planned'] as const;
    const words = states.map((state) => [state, others.filter((one) => one.state === state).length] as const);
    return words
      .filter(([, count]) => count > 0)
      .map(([state, count]) => `${count} ${state}`)
      .join(', ');
  }

  #renderTarget(target: TargetView, today: string): TemplateResult {
    return html`<li class="past-target">
      <div>${targetState(target)}</div>
      <div>
        ${changeMark({ record: target.record, path: ['targets', target.index] })}
        ${field(target.title, { label: 'Target condition', empty: 'What was to be true?' })}
        <p class="meta">
          ${field(target.achieveBy, {
            label: 'Achieve by',
            kind: 'date',
            className: 'inline',
            empty: 'by which day?',
            show: (value) => `by ${dateWords(String(value), today)}`,
          })}
          ${target.values
            .filter(({ field: of }) => of.value !== null)
            .map((value) => html`<span>${value.metric.title} ${targetValue(value)}</span>`)}
        </p>
        ${field(target.pattern, { label: 'Pattern of working', kind: 'prose', className: 'quiet rare' })}
        ${field(target.reflection, {
          label: 'Reflection',
          kind: 'prose',
          className: target.state === 'planned' ? 'rare' : '',
          empty: 'What did we learn on the way?',
        })}
      </div>
    </li>`;
  }

  #renderCoaching(one: CoachingView, today: string): TemplateResult {
    return html`<li class="past-target">
      <div>
        ${field(one.date, {
          label: 'Day of the cycle',
          kind: 'date',
          empty: 'which day?',
          show: (value) => dateWords(String(value), today),
        })}
      </div>
      <div>
        ${changeMark({ record: one.record, path: [] })}
        ${field(one.nextStep, { label: 'Next step', empty: 'What is the next step?' })}
        <p class="meta">
          ${field(one.learner, { label: 'Learner', className: 'inline', empty: 'learner' })}
          ${field(one.coach, { label: 'Coach', className: 'inline', empty: 'coach' })}
        </p>
        ${field(one.notes, { label: 'Notes', kind: 'prose', className: 'quiet', empty: 'Notes' })}
      </div>
    </li>`;
  }
}
