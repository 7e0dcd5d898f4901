import { html, nothing, type TemplateResult } from 'lit';
import type { BrokenView, ProblemView, StoryboardView } from '../../src/core/storyboard/view';
import { countWords } from '../../src/core/storyboard/words';
import { board } from '../board';
import { fold } from '../fold';

/** Records that can't be read: each with its problem in words, and the way to its line. */
export function brokenCards(broken: readonly BrokenView[]): TemplateResult | typeof nothing {
  if (broken.length === 0) return nothing;
  return html`<section class="broken" aria-labelledby="broken-name">
    <h2 id="broken-name">Can’t be read <span class="aside">${countWords(broken.length, 'file')}</span></h2>
    ${broken.map(
      (one) => html`<article class="broken-card" data-record=${one.record}>
        <div>
          <h3>${one.kind} <span class="code">${one.file}</span></h3>
          ${one.problems.map(
            (problem) => html`<p>${problem.message} <span class="quiet">Line ${problem.line}</span></p>`,
          )}
        </div>
        <vscode-button
          appearance="secondary"
          aria-label="Open the text of ${one.file}"
          @click=${() => board().openText(one.record, null, one.problems[0]?.line ?? 1)}
          >Open the text</vscode-button
        >
      </article>`,
    )}
  </section>`;
}

const WORDS = { error: 'error', warning: 'warning', info: 'note', hint: 'hint' } as const;

/** What `kata check` would say of this kata: quietly, at the end. Hints alone are folded. */
export function problemList(view: StoryboardView): TemplateResult | typeof nothing {
  if (view.problems.length === 0) return nothing;
  const weighty = view.problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const light = view.problems.filter((problem) => !weighty.includes(problem));
  return html`<section class="problems" aria-labelledby="problems-name">
    <h2 id="problems-name" class=${weighty.length === 0 ? 'unseen' : ''}>Worth a look</h2>
    ${list(weighty)}
    ${
      light.length === 0
        ? nothing
        : fold('hints', html`Hints <span class="aside">${light.length}</span>`, () => html`${list(light)}`)
    }
  </section>`;
}

function list(problems: readonly ProblemView[]): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<ul class="plain problem-list">
    ${problems.map(
      ({ record, severity, message, line }) => html`<li>
        <span class="severity is-${severity}">${WORDS[severity]}</span>
        <span
          >${message}
          <button class="link" aria-label="Open the text: ${message}" @click=${() => board().openText(record, null, line)}>
            open the text
          </button></span
        >
      </li>`,
    )}
  </ul>`;
}
