import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { OBSTACLE_STATES, type ObstacleState } from '../../src/core/model/obstacle';
import type { ObstacleView, StoryboardView } from '../../src/core/storyboard/view';
import { countWords, obstacleKindWords, obstacleStateWords } from '../../src/core/storyboard/words';
import '../add';
import { board } from '../board';
import { PageElement } from '../element';
import '../menu';
import type { MenuItem } from '../menu';
import { addLater } from '../rare';
import { changeMark } from '../review-marks';
import { field, type Mark, mark } from '../templates';

const MARKS: Record<ObstacleState, Mark> = {
  addressing: 'dot',
  parked: 'ring',
  deferred: 'pause',
  removed: 'check',
};

/** The obstacles parking lot: the one addressed now first, the rest at hand. */
@customElement('kata-obstacles')
export class KataObstacles extends PageElement {
  @property({ attribute: false }) view: StoryboardView | null = null;

  protected override render(): TemplateResult | string {
    const { view } = this;
    if (!view) return '';
    return html`<section aria-labelledby="obstacles-name">
      <h2 id="obstacles-name">Obstacles</h2>
      ${
        view.obstacles.length === 0
          ? html`<p class="quiet">Nothing parked here. What keeps us from the target condition?</p>`
          : html`<ul class="obstacles" data-arrows>
            ${repeat(
              view.obstacles,
              ({ record }) => record,
              (obstacle) => this.#renderObstacle(obstacle, view),
            )}
          </ul>`
      }
      <kata-add
        .word=${'Add an obstacle'}
        .ask=${'What is in the way?'}
        .place=${'obstacle'}
        .send=${this.#add}
      ></kata-add>
    </section>`;
  }

  #renderObstacle(obstacle: ObstacleView, view: StoryboardView): TemplateResult {
    const { state, readOnly: locked } = obstacle;
    const kind = obstacleKindWords(obstacle.kind);
    const words = [
      state === 'parked' ? '' : obstacleStateWords(state),
      kind ?? '',
      obstacle.experiments > 0 ? countWords(obstacle.experiments, 'experiment') : '',
      this.#elsewhere(obstacle, view),
    ].filter(Boolean);
    return html`<li class="obstacle is-${state}" data-row data-record=${obstacle.record}>
      <kata-menu
        class="obstacle-state"
        .label=${`${obstacle.title.value ?? 'Obstacle'}: ${obstacleStateWords(state)}`}
        .face=${mark(MARKS[state])}
        .groups=${[this.#states(obstacle)]}
        .locked=${locked || board().readOnly}
      ></kata-menu>
      <div class="obstacle-words">
        ${changeMark({ record: obstacle.record, path: [] })}
        ${field(obstacle.title, {
          label: 'Obstacle',
          empty: 'What is in the way?',
          required: 'An obstacle needs its words.',
          locked,
          column: 'title',
        })}
        <p class="meta">
          ${words.map((word) => html`<span>${word}</span>`)}
          ${field(obstacle.owner, { label: 'Owner', className: 'inline rare', empty: 'Who looks after it?', locked })}
        </p>
        ${field(obstacle.note, {
          label: 'Note',
          kind: 'prose',
          className: 'quiet rare',
          empty: 'What do we know about it?',
          locked,
        })}
      </div>
      <kata-menu
        class="more"
        .label=${`More for ${obstacle.title.value ?? 'obstacle'}`}
        .face=${mark('more')}
        .groups=${this.#more(obstacle, view)}
        .locked=${board().readOnly}
      ></kata-menu>
    </li>`;
  }

  /** The target that an obstacle belongs to, where it isn't the active one. */
  #elsewhere({ target }: ObstacleView, view: StoryboardView): string {
    if (target.value === null || target.value === view.target?.id) return '';
    const other = view.targets.find(({ id }) => id === target.value);
    return `for ${other?.title.value ?? target.value}`;
  }

  #states({ record, state, title }: ObstacleView): MenuItem[] {
    return OBSTACLE_STATES.map((to) => ({
      word: obstacleStateWords(to),
      checked: to === state,
      choose: () =>
        void board().act(
          { type: 'setObstacleState', record, state: to },
          `${title.value ?? 'Obstacle'}: ${obstacleStateWords(to)}`,
        ),
    }));
  }

  #more(obstacle: ObstacleView, view: StoryboardView): MenuItem[][] {
    const { record, title } = obstacle;
    const kinds: MenuItem[] = (['blocker', 'unknown'] as const).map((kind) => ({
      word: kind === 'blocker' ? 'It blocks us' : 'We don’t know enough about it',
      checked: (obstacle.kind ?? 'blocker') === kind,
      choose: () =>
        void board().set({ record, path: ['kind'] }, obstacle.kind, kind, kind, title.value ?? 'Obstacle'),
    }));
    const targets: MenuItem[] = view.targets.map(({ id, title: name }) => ({
      word: `For: ${name.value ?? id}`,
      checked: id === obstacle.target.value,
      choose: () => void board().set(obstacle.target.at, obstacle.target.value, id, id, 'Target condition'),
    }));
    const last: MenuItem[] = [
      { word: 'Open as YAML', choose: () => board().openText(record) },
      {
        word: 'Delete obstacle',
        choose: () =>
          void board().act({ type: 'removeObstacle', record }, `Deleted: ${title.value ?? 'obstacle'}`),
      },
    ];
    if (obstacle.readOnly) return [last.slice(0, 1)];
    const rare = addLater([
      [obstacle.owner, 'Say who looks after it'],
      [obstacle.note, 'Add a note'],
    ]);
    return [rare, kinds, targets, last];
  }

  readonly #add = async (title: string): Promise<string | null> => {
    const answer = await board().act({ type: 'addObstacle', title }, `Added: ${title}`);
    return 'refused' in answer ? answer.refused : null;
  };
}
