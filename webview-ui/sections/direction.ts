import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DirectionView } from '../../src/core/storyboard/view';
import { PageElement } from '../element';
import '../list';
import { field } from '../templates';

/** Where the team wants to get to: the challenge as the headline, the north star under it. */
@customElement('kata-direction')
export class KataDirection extends PageElement {
  @property({ attribute: false }) view: DirectionView | null = null;
  /** What stands at the right of the headline. */
  @property({ attribute: false }) tools: TemplateResult | string = '';

  protected override render(): TemplateResult | string {
    const { view } = this;
    if (!view) return '';
    return html`<header class="direction">
      <div class="direction-top">
        <div class="kata-title">
          ${field(view.title, { label: 'Title', empty: 'Name this kata', required: 'A kata needs its title.' })}
        </div>
        <div class="tools">${this.tools}</div>
      </div>
      <h1>
        ${field(view.challenge, {
          label: 'Challenge',
          kind: 'prose',
          empty: 'What is the challenge?',
          required: 'A kata needs its challenge.',
        })}
      </h1>
      <p class="north-star">
        ${field(view.northStar, {
          label: 'North star',
          kind: 'prose',
          empty: 'What is the north star: the direction, never quite reached?',
        })}
      </p>
      <dl class="team">
        ${this.#one('Process', view.focusProcess, 'Which process do we look at?')}
        ${this.#one('Learner', view.learner, 'Who learns?')} ${this.#one('Coach', view.coach, 'Who coaches?')}
        <div>
          <dt>With</dt>
          <dd>
            <kata-list
              class="members"
              .of=${view.members}
              .word=${'member'}
              .addWord=${view.members.items.length === 0 ? 'Who else?' : 'Add'}
              .ask=${'Name'}
            ></kata-list>
          </dd>
        </div>
      </dl>
    </header>`;
  }

  #one(word: string, of: DirectionView['coach'], empty: string): TemplateResult {
    return html`<div>
      <dt>${word}</dt>
      <dd>${field(of, { label: word, empty, className: 'inline' })}</dd>
    </div>`;
  }
}
