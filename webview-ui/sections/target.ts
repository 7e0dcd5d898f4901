import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TARGET_STATES, type TargetState } from '../../src/core/model/kata';
import type {
  AlsoView,
  ProgressView,
  StoryboardView,
  TargetView,
  ValueView,
} from '../../src/core/storyboard/view';
import {
  dateWords,
  daysLeftWords,
  numberWords,
  progressWords,
  targetStateWords,
  valueWords,
} from '../../src/core/storyboard/words';
import '../add';
import { board, type Value } from '../board';
import { PageElement } from '../element';
import '../menu';
import type { MenuItem } from '../menu';
import { changeMark } from '../review-marks';
import { field, type Mark, mark } from '../templates';

const MARKS: Record<TargetState, Mark> = {
  planned: 'ring',
  active: 'dot',
  reached: 'check',
  missed: 'cross',
  abandoned: 'bar',
};

/** The menu of a target condition's state. */
export function targetState(target: TargetView): TemplateResult {
  const title = target.title.value ?? target.id;
  const choices = TARGET_STATES.map(
    (state): MenuItem => ({
      word: targetStateWords(state),
      checked: state === target.state,
      choose: () =>
        void board().act(
          { type: 'setTargetState', target: target.id, state },
          `${title}: ${targetStateWords(state)}`,
        ),
    }),
  );
  const open: MenuItem = {
    word: 'Open as YAML',
    choose: () => board().openText(target.record, ['targets', target.index]),
  };
  return html`<kata-menu
    class="state is-${target.state}"
    .label=${`Target condition: ${targetStateWords(target.state)}`}
    .face=${html`${mark(MARKS[target.state])}<span>${targetStateWords(target.state)}</span>`}
    .groups=${[choices, [open]]}
    .locked=${board().readOnly}
  ></kata-menu>`;
}

export function addTarget(word: string): TemplateResult {
  const send = async (title: string) => {
    const answer = await board().act({ type: 'addTarget', title }, `Added: target condition ${title}`);
    return 'refused' in answer ? answer.refused : null;
  };
  return html`<kata-add
    .word=${word}
    .ask=${'What will be true on that day?'}
    .place=${'target'}
    .once=${true}
    .send=${send}
  ></kata-add>`;
}

/** A number of the target condition, such as `→ 500 ms`. */
export function targetValue({ metric, field: of }: ValueView): TemplateResult {
  return field(of, {
    label: `Target for ${metric.title}`,
    kind: 'number',
    className: 'inline',
    empty: 'which number?',
    show: (value: Value) => (typeof value === 'number' ? valueWords(value, metric.unit) : ''),
  });
}

/** The next target condition: its number, how far the team has come, the days that are left. */
@customElement('kata-target')
export class KataTarget extends PageElement {
  @property({ attribute: false }) view: StoryboardView | null = null;

  protected override render(): TemplateResult | string {
    const { view } = this;
    if (!view) return '';
    return html`<section class="marked" aria-labelledby="target-name">
      <h2 id="target-name">Target condition ${view.target ? targetState(view.target) : nothing}</h2>
      ${view.target ? html`${this.#renderTarget(view.target, view)}${this.#renderNext(view.target)}` : this.#renderNone(view)}
    </section>`;
  }

  /** When the target is reached or its day has passed, what the practice does next. */
  #renderNext({ progress, daysLeft }: TargetView): TemplateResult | typeof nothing {
    const reached = progress?.reached === true;
    if (board().readOnly || (!reached && (daysLeft === null || daysLeft >= 0))) return nothing;
    return html`<div class="next-target" role="note">
      <p>
        <strong>${reached ? 'Reached.' : 'Its day has passed.'}</strong> Grasp the condition again, say what you
        learned, keep or park obstacles, then choose the next.
      </p>
      <vscode-button appearance="secondary" @click=${() => board().host.tell({ type: 'setNextTarget' })}>Set next target</vscode-button>
    </div>`;
  }

  #renderNone(view: StoryboardView): TemplateResult {
    const planned = view.targets.filter((target) => target.state === 'planned');
    return html`<p class="quiet">
        No target condition is active. What should be true in one to twelve weeks, on the way to the challenge?
      </p>
      ${
        planned.length > 0
          ? html`<ul class="plain">
            ${planned.map((target) => html`<li>${targetState(target)} ${target.title.value ?? target.id}</li>`)}
          </ul>`
          : nothing
      }
      ${addTarget('Add a target condition')}`;
  }

  #renderTarget(target: TargetView, view: StoryboardView): TemplateResult {
    const main = target.progress?.metric.id ?? view.chart?.metric.id;
    const first = target.values.find(({ metric }) => metric.id === main);
    const rest = target.values.filter((value) => value !== first);
    return html`${changeMark({ record: target.record, path: ['targets', target.index] })}
      <div class="lead">
        ${field(target.title, { label: 'Target condition', empty: 'What will be true on that day?' })}
      </div>
      ${target.progress && first ? this.#renderProgress(target.progress, first) : nothing}
      <p class="by">
        ${target.progress ? html`<span class="quiet">from ${valueWords(target.progress.from, target.progress.metric.unit)}</span>` : nothing}
        <span class="by-day"
          >${this.#renderDays(target)}
          ${field(target.achieveBy, {
            label: 'Achieve by',
            kind: 'date',
            className: 'inline quiet',
            empty: 'Achieve by which day?',
            show: (value) => `by ${dateWords(String(value), view.today)}`,
          })}</span
        >
      </p>
      <div class="quiet">
        ${field(target.pattern, {
          label: 'Pattern of working',
          kind: 'prose',
          empty: 'Which pattern of working gets us there?',
        })}
      </div>
      ${!target.progress && first ? this.#renderValues([first, ...rest], target.also) : this.#renderValues(rest, target.also)}`;
  }

  #renderDays({ daysLeft: days }: TargetView): TemplateResult | typeof nothing {
    if (days === null) return nothing;
    const tone = days < 0 ? 'is-past' : days <= 7 ? 'is-soon' : '';
    return html`<strong class="days ${tone}">${daysLeftWords(days)}</strong> · `;
  }

  #renderProgress(progress: ProgressView, value: ValueView): TemplateResult {
    const { now, metric, share, reached, worse } = progress;
    const percent = Math.round(share * 100);
    return html`<p class="figure">
        <span class="figure-now" title=${metric.title}>${numberWords(now)}</span>
        <span class="figure-to"
          ><span class="quiet" aria-hidden="true">→</span> ${targetValue(value)}${
            reached ? html`<span class="reached">${mark('check')} reached</span>` : nothing
          }${worse === null ? nothing : html`<span class="is-past">${progressWords(progress)}</span>`}</span
        >
      </p>
      <svg
        class="bar"
        viewBox="0 0 100 1"
        preserveAspectRatio="none"
        role="img"
        aria-label="${metric.title}: ${percent} % of the way from ${valueWords(progress.from, metric.unit)} to ${valueWords(progress.to, metric.unit)}"
      >
        <rect class="bar-all" width="100" height="1"></rect>
        <rect class="bar-done" width=${percent} height="1"></rect>
      </svg>`;
  }

  #renderValues(values: readonly ValueView[], also: readonly AlsoView[]): TemplateResult | typeof nothing {
    if (values.length === 0) return nothing;
    return html`<dl class="values">
      ${values.map((value) => {
        const progress = also.find(({ metric }) => metric.id === value.metric.id)?.progress ?? null;
        const told = progress !== null && (progress.reached || progress.worse !== null);
        return html`<div>
          <dt>${value.metric.title}</dt>
          <dd>
            ${progress === null ? nothing : numberWords(progress.now)}
            <span class="quiet" aria-hidden="true">→</span> ${targetValue(value)}
            ${told ? html`<span class="quiet">${progressWords(progress)}</span>` : nothing}
          </dd>
        </div>`;
      })}
    </dl>`;
  }
}
