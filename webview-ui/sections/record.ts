import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ExperimentView, StoryboardView } from '../../src/core/storyboard/view';
import { countWords } from '../../src/core/storyboard/words';
import '../add';
import { board } from '../board';
import { PageElement } from '../element';
import { fold } from '../fold';
import { travelKey } from '../keys';
import { prepare, type TextControl } from '../toolkit';
import { boardHistory } from './board-history';
import { experimentRow } from './experiment';
import { type Group, groups, matches } from './record-groups';

/** From this many experiments on the record has a filter in sight; before, the `/` key still brings it. */
const MANY = 8;

/** The experimenting record, in the practice's own columns. */
@customElement('kata-record')
export class KataRecord extends PageElement {
  @property({ attribute: false }) view: StoryboardView | null = null;

  protected override render(): TemplateResult | string {
    const { view } = this;
    if (!view) return '';
    const { filter } = board().memory;
    const found = filter === '' ? [] : view.experiments.filter((one) => matches(one, filter));
    return html`<section class="record" aria-labelledby="record-name">
      <div class="section-top">
        <h2 id="record-name">Experimenting record</h2>
        <kata-add
          class="add-experiment"
          .word=${view.history?.known === true ? 'Plan an experiment' : 'Add an experiment'}
          .ask=${'What is the next step?'}
          .place=${'experiment'}
          .once=${true}
          .send=${this.#add}
        ></kata-add>
        ${this.#renderFilter(view, found.length)}
      </div>
      ${boardHistory(view.history)}
      ${
        view.experiments.length === 0
          ? html`<p class="quiet">No experiment yet. What is the next step, and what do you expect?</p>`
          : filter === ''
            ? groups(view).map((group) => this.#renderGroup(group, view))
            : this.#renderTable(found, view)
      }
    </section>`;
  }

  #renderGroup(group: Group, view: StoryboardView): TemplateResult {
    if (group.name === null) return this.#renderTable(group.experiments, view);
    return fold(
      `experiments:${group.id}`,
      html`${group.name} <span class="aside">${group.words}</span>`,
      () => this.#renderTable(group.experiments, view),
      'plain',
    );
  }

  #renderTable(experiments: readonly ExperimentView[], view: StoryboardView): TemplateResult {
    if (experiments.length === 0) return html``;
    return html`<table role="table" aria-labelledby="record-name" data-arrows>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Step</th>
          <th role="columnheader" scope="col">What do you expect?</th>
          <th role="columnheader" scope="col">What happened</th>
          <th role="columnheader" scope="col">What we learned</th>
          <th role="columnheader" scope="col"><span class="unseen">Outcome</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          experiments,
          ({ record }) => record,
          (one) => experimentRow(one, view),
        )}
      </tbody>
    </table>`;
  }

  #renderFilter(view: StoryboardView, found: number): TemplateResult | typeof nothing {
    const { filter } = board().memory;
    if (view.experiments.length < MANY && filter === '' && !this.#asked) return nothing;
    const words = `${found} of ${countWords(view.experiments.length, 'experiment')}`;
    return html`<div class="filter" role="search">
      <span class="aside" role="status">${filter === '' ? '' : words}</span>
      <vscode-text-field
        class="filter-field"
        placeholder="Filter: words, state, obstacle, person  /"
        @input=${(event: Event) => this.#filter((event.target as TextControl).value)}
        @keydown=${this.#filterKey}
      ></vscode-text-field>
    </div>`;
  }

  protected override updated(): void {
    const filter = this.querySelector<TextControl>('.filter-field');
    if (filter)
      prepare(filter, board().memory.filter, 'Filter experiments by words, state, obstacle or person');
  }

  #asked = false;

  /** Brings the filter up and the keyboard to it. */
  async startFilter(): Promise<void> {
    this.#asked = true;
    this.requestUpdate();
    await this.updateComplete;
    this.scrollIntoView({ block: 'start' });
    this.querySelector<TextControl>('.filter-field')?.focus({ preventScroll: true });
  }

  #filter(text: string): void {
    board().memory.filter = text.trimStart();
    board().leaveSoon();
    this.requestUpdate();
  }

  readonly #filterKey = (event: KeyboardEvent): void => {
    if (travelKey(event)) {
      // As in an open field: undo here is the browser's own.
      event.stopPropagation();
    } else if (event.key === 'Escape') {
      (event.currentTarget as TextControl).value = '';
      this.#filter('');
      this.querySelector<HTMLElement>('tbody .value')?.focus();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.querySelector<HTMLElement>('tbody .value')?.focus();
    }
  };

  readonly #add = async (step: string): Promise<string | null> => {
    const answer = await board().act({ type: 'addExperiment', step }, `Added: ${step}`);
    return 'refused' in answer ? answer.refused : null;
  };
}
