import { html, nothing, type TemplateResult } from 'lit';
import { type ExperimentState, OUTCOMES } from '../../src/core/model/experiment';
import type { ComparisonView, ExperimentView, StoryboardView } from '../../src/core/storyboard/view';
import {
  checkByWords,
  dateWords,
  experimentStateWords,
  numberWords,
  valueWords,
  verdictWords,
} from '../../src/core/storyboard/words';
import { board, keyOf, type Value } from '../board';
import '../menu';
import type { MenuItem } from '../menu';
import { addLater, editAt } from '../rare';
import { changeMark } from '../review-marks';
import { field, type Mark, mark } from '../templates';
import { cleanUp, differences, isElsewhere, orderLine, traces } from './traces';

const MARKS: Record<ExperimentState, Mark> = {
  planned: 'ring',
  running: 'half',
  confirmed: 'check',
  refuted: 'cross',
  inconclusive: 'wave',
  abandoned: 'bar',
  finished: 'dot',
};

/** One experiment: its step, prediction, result and learning, as a row of the record. */
export function experimentRow(one: ExperimentView, view: StoryboardView): TemplateResult {
  return html`<tr
    role="row"
    class="experiment is-${one.state} ${isElsewhere(one) ? 'is-elsewhere' : ''}"
    data-row
    data-record=${one.record}
    aria-label=${one.step.value ?? 'experiment'}
  >
    <th role="rowheader" scope="row" class="cell-step">${step(one, view)}</th>
    <td role="cell" class="cell-expect">${expectation(one, view)}</td>
    <td role="cell" class="cell-happened">${result(one, view)}</td>
    <td role="cell" class="cell-learned">
      ${
        isOver(one) || one.happened.value !== null || one.learned.value !== null
          ? labelled(
              'What we learned',
              field(one.learned, {
                label: 'What we learned',
                kind: 'prose',
                empty: 'What did we learn?',
                locked: one.readOnly,
                column: 'learned',
              }),
            )
          : nothing
      }
    </td>
    <td role="cell" class="cell-state">${state(one, view)}</td>
  </tr>`;
}

function isOver(one: ExperimentView): boolean {
  return one.state !== 'planned' && one.state !== 'running';
}

/** The column's question, shown where the table has become blocks. */
function labelled(question: string, content: unknown): TemplateResult {
  return html`<span class="question" aria-hidden="true">${question}</span>${content}`;
}

function step(one: ExperimentView, view: StoryboardView): TemplateResult {
  const locked = one.readOnly;
  const date = (word: string) => (value: Value) => `${word} ${dateWords(String(value), view.today)}`.trim();
  return html`${changeMark({ record: one.record, path: [] })}${field(one.step, {
    label: 'Step',
    empty: 'What is the next step?',
    required: 'An experiment needs its step.',
    locked,
    column: 'step',
    className: 'strong',
  })}
    <p class="meta">
      ${one.obstacle.value !== null ? html`<span>${one.obstacleTitle ?? one.obstacle.value}</span>` : nothing}
    </p>
    <p class="meta">
      ${field(one.learner, { label: 'Learner', className: 'inline rare', empty: 'Who learns?', locked })}
      <span class="span ${one.started.value === null && one.finished.value === null ? 'is-none' : ''}"
        >${field(one.started, {
          label: 'Started',
          kind: 'date',
          className: 'inline rare',
          show: date(one.state === 'running' ? 'since' : ''),
          locked,
        })}
        ${field(one.finished, { label: 'Finished', kind: 'date', className: 'inline rare', show: date('to'), locked })}</span
      >
    </p>
    ${field(one.title, { label: 'Short name', className: 'hidden', empty: 'A short name, for the chart', locked })}
    ${one.stale ? html`<p class="meta"><span>as last read; its file can’t be read now</span></p>` : nothing}
    ${traces(one, view)} ${cleanUp(one)} ${differences(one)}`;
}

function expectation(one: ExperimentView, view: StoryboardView): TemplateResult {
  const locked = one.readOnly;
  return labelled(
    'What do you expect?',
    html`${field(one.expect, {
      label: 'What do you expect?',
      kind: 'prose',
      empty: 'What do you expect?',
      locked,
      column: 'expect',
    })}
    ${one.comparisons.map((comparison) => comparisonLine(one, comparison, 'expected', view))} ${orderLine(one)}`,
  );
}

function result(one: ExperimentView, view: StoryboardView): TemplateResult | typeof nothing {
  const locked = one.readOnly;
  // Read from another branch, there is nothing to ask for: no question without an answer.
  const known = [one.happened, one.checkBy, ...one.comparisons.map(({ actual }) => actual)];
  if (isElsewhere(one) && known.every(({ value }) => value === null)) return nothing;
  const happened = field(one.happened, {
    label: 'What happened',
    kind: 'prose',
    empty: 'What happened?',
    locked,
    column: 'happened',
  });
  const check = field(one.checkBy, {
    label: 'Check by',
    kind: 'date',
    className: isOver(one) ? 'quiet rare' : 'quiet',
    empty: 'How quickly can we go and see?',
    show: (value) =>
      isOver(one)
        ? `to check by ${dateWords(String(value), view.today)}`
        : checkByWords(String(value), view.today),
    locked,
  });
  return labelled(
    'What happened',
    html`${isOver(one) ? nothing : check} ${one.state === 'planned' && one.happened.value === null ? nothing : happened}
    ${one.comparisons.map((comparison) => comparisonLine(one, comparison, 'actual', view))}`,
  );
}

/** Whether an empty number is asked for: a prediction of the board's metric before the result, a result for what was predicted. */
function asksFor(one: ExperimentView, { expected }: ComparisonView, side: string, main: boolean): boolean {
  if (one.readOnly) return false;
  if (one.state !== 'running') return side === 'actual' && expected.value !== null && isOver(one);
  return side === 'expected' ? main : expected.value !== null;
}

/** A number of the prediction or of the result: `840 → 640 ms · 40 short`. */
function comparisonLine(
  one: ExperimentView,
  comparison: ComparisonView,
  side: 'expected' | 'actual',
  view: StoryboardView,
): TemplateResult | typeof nothing {
  const { metric, before } = comparison;
  const of = comparison[side];
  const main = metric.id === view.chart?.metric.id;
  if (of.value === null && !asksFor(one, comparison, side, main)) return nothing;
  const word = side === 'actual' && comparison.verdict ? verdictWords(comparison.verdict) : '';
  return html`<p class="numbers">
    ${before === null || of.value === null ? nothing : html`<span>${numberWords(before)} →</span>`}
    ${field(of, {
      label: side === 'expected' ? `${metric.title} expected` : `${metric.title} measured`,
      kind: 'number',
      className: 'inline',
      empty: `${metric.title}: which number?`,
      show: (value: Value) => (typeof value === 'number' ? valueWords(value, metric.unit) : ''),
      locked: one.readOnly,
    })}
    ${word ? html`<span class="verdict is-${comparison.verdict?.kind ?? ''}">${word}</span>` : nothing}
    ${main || of.value === null ? nothing : html`<span class="quiet metric">${metric.title}</span>`}
  </p>`;
}

function state(one: ExperimentView, view: StoryboardView): TemplateResult {
  const name = one.step.value ?? 'experiment';
  const words = experimentStateWords(one.state);
  return html`<kata-menu
      class="state is-${one.state}"
      data-col="state"
      .label=${`Outcome of ${name}: ${words}`}
      .face=${html`${mark(MARKS[one.state])}<span>${one.state === 'finished' ? 'which outcome?' : words}</span>`}
      .groups=${[outcomes(one)]}
      .locked=${one.readOnly || board().readOnly}
    ></kata-menu>
    ${
      // A record that is not in the working tree has no text to open.
      isElsewhere(one)
        ? nothing
        : html`<kata-menu
            class="more"
            .label=${`More for ${name}`}
            .face=${mark('more')}
            .groups=${more(one, view)}
            .locked=${board().readOnly}
          ></kata-menu>`
    }`;
}

function outcomes({ record, outcome, step: { value } }: ExperimentView): MenuItem[] {
  const choose = (to: (typeof OUTCOMES)[number] | null) => () =>
    void board().act(
      { type: 'setOutcome', record, outcome: to },
      `${value ?? 'Experiment'}: ${to ?? 'no outcome yet'}`,
    );
  return [
    { word: 'no outcome yet', checked: outcome.value === null, choose: choose(null) },
    ...OUTCOMES.map((to) => ({ word: to, checked: outcome.value === to, choose: choose(to) })),
  ];
}

function more(one: ExperimentView, view: StoryboardView): MenuItem[][] {
  const open: MenuItem = { word: 'Open as YAML', choose: () => board().openText(one.record) };
  if (one.readOnly) return [[open]];
  const { record } = one;
  const next: MenuItem[] = [
    { word: 'Record the result…', choose: () => board().host.tell({ type: 'recordResult', record }) },
    { word: 'Finish the experiment…', choose: () => board().host.tell({ type: 'finishExperiment', record }) },
  ];
  const rare = addLater([
    [one.learner, 'Say who learns'],
    [one.started, 'Give the day it started'],
    [one.finished, 'Give the day it finished'],
    [one.checkBy, 'Say when to go and see'],
  ]);
  rare.push({
    word: one.title.value ? `Short name: ${one.title.value}` : 'Give it a short name',
    choose: () => editAt(keyOf(one.title.at)),
  });
  const obstacles: MenuItem[] = view.obstacles
    .filter(({ id, state: now }) => id !== null && (now !== 'removed' || id === one.obstacle.value))
    .map(({ id, title }) => ({
      word: `Against: ${title.value ?? id}`,
      checked: id === one.obstacle.value,
      choose: () => void board().set(one.obstacle.at, one.obstacle.value, id, id ?? '', 'Obstacle'),
    }));
  const targets: MenuItem[] = view.targets.map(({ id, title }) => ({
    word: `For: ${title.value ?? id}`,
    checked: id === one.target.value,
    choose: () => void board().set(one.target.at, one.target.value, id, id, 'Target condition'),
  }));
  return [one.state === 'running' ? next : [], rare, obstacles, targets, [open]];
}
