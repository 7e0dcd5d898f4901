import { html, nothing, type TemplateResult } from 'lit';
import { cleanUpWords, predictionWords } from '../../src/core/storyboard/experiment-words';
import type { CommitView, ExperimentView, StoryboardView } from '../../src/core/storyboard/view';
import { countWords, dateWords, nearDateWords } from '../../src/core/storyboard/words';
import { board } from '../board';
import { fold } from '../fold';

/** How many branches are named; of the others their number is said. */
const NAMED = 2;

/** True where the record is only on another branch: it can be read, nothing more. */
export function isElsewhere({ history }: ExperimentView): boolean {
  return history !== null && history.onlyOn !== null;
}

/** Whether the prediction came before the result. Nothing, while there is no result to come before. */
export function orderLine(one: ExperimentView): TemplateResult | typeof nothing {
  const words = predictionWords(one);
  return words === null ? nothing : html`<p class="order quiet">${words}</p>`;
}

/** Where an experiment lives and what was done in it; its commits are folded away. */
export function traces(one: ExperimentView, view: StoryboardView): TemplateResult | typeof nothing {
  const { history } = one;
  if (history === null) return nothing;
  const { commits } = history;
  const active = one.id !== null && one.id === view.history?.active;
  const parts = [
    active ? html`<span class="now">on its branch now</span>` : null,
    place(one),
    commits.length === 0 ? null : countWords(commits.length, 'commit'),
  ].filter((part) => part !== null);
  if (parts.length === 0) return nothing;
  const line = html`<span class="traces">${parts.map((part, at) => html`${at === 0 ? '' : ' · '}${part}`)}</span>`;
  if (commits.length === 0) return html`<p class="quiet">${line}</p>`;
  return fold(
    `commits:${one.record}`,
    line,
    () =>
      html`<ul class="commits">${commits.map((commit) => commitLine(one.record, commit, view.today))}</ul>`,
    'plain quiet',
  );
}

/** What became of its corners; leads to the clean-up list where something is left to do. */
export function cleanUp(one: ExperimentView): TemplateResult | typeof nothing {
  const words = cleanUpWords(one);
  if (words === null) return nothing;
  if (one.cleanUp?.outstanding === 0) return html`<p class="quiet">${words}</p>`;
  const show = () => {
    const first = document.querySelector<HTMLElement>(`.corner[data-record="${CSS.escape(one.record)}"]`);
    first?.scrollIntoView({ block: 'center' });
    first?.querySelector<HTMLElement>('.place, .value')?.focus({ preventScroll: true });
  };
  return html`<p class="quiet"><button class="clean-up" title="Show the clean-up list" @click=${show}>${words}</button></p>`;
}

/** The branches that hold it; for one that is not here, where it is. */
function place({ history }: ExperimentView): TemplateResult | null {
  if (history === null) return null;
  const { branches, onlyOn, remembered, differing } = history;
  if (onlyOn !== null) return lastWordAsName(onlyOn.words);
  if (branches.length === 0) return remembered ? html`no branch now, its commits are kept` : null;
  // One that says something else has a line of its own.
  const same = branches.filter((branch) => !differing.some((other) => other.branch === branch));
  if (same.length === 0) return null;
  const more = same.length - NAMED;
  return html`${same.slice(0, NAMED).map((branch, at) => html`${at === 0 ? '' : ', '}${name(branch)}`)}${
    more > 0 ? ` and ${more} more` : ''
  }`;
}

/** `only on origin/idea`, its branch in the editor's font: a ref's name holds no space, so it is the last word. */
function lastWordAsName(words: string): TemplateResult {
  const start = words.lastIndexOf(' ') + 1;
  return html`${words.slice(0, start)}${name(words.slice(start))}`;
}

/** A name from git: whatever direction its letters run in, the words around it keep theirs. */
function name(text: string): TemplateResult {
  return html`<bdi class="code">${text}</bdi>`;
}

/** One commit; its subject opens what it changed. */
function commitLine(record: string, commit: CommitView, today: string): TemplateResult {
  const { hash, short, subject, author, date, words } = commit;
  // A weekday is said of days ahead; a commit that says it is from then has a clock that is wrong.
  const day = date.slice(0, 10) > today ? dateWords(date, today) : nearDateWords(date, today);
  return html`<li>
    <button
      class="commit"
      title="See what this commit changed"
      @click=${() => board().host.tell({ type: 'openCommit', record, hash })}
    >
      ${name(short)} <bdi>${subject}</bdi>
    </button>
    <span class="quiet"><bdi>${author}</bdi> · ${day} · ${words}</span>
  </li>`;
}

/** Branches on which the same record says something else. */
export function differences({ history }: ExperimentView): TemplateResult | typeof nothing {
  if (history === null || history.differing.length === 0) return nothing;
  return html`${history.differing.map(
    ({ branch, fields }) =>
      html`<p class="quiet differs">says something else on ${name(branch)}: <bdi>${fields.join(', ')}</bdi></p>`,
  )}`;
}
