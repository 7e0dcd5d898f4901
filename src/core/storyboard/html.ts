import { type Html, html, tableHtml } from '../document/html';
import { page } from '../document/page';
import { actualWords, expectedWords, experimentName, historyLines, waitingWords } from './experiment-words';
import { chartHtml } from './html-chart';
import type { CornerView, ExperimentView, ObstacleView, StoryboardView, TargetView } from './view';
import {
  alsoWords,
  conditionWords,
  cornerWords,
  countWords,
  dateWords,
  daysLeftWords,
  experimentStateWords,
  numberWords,
  obstacleKindWords,
  obstacleStateWords,
  progressWords,
  targetStateWords,
  valueWords,
  verdictWords,
} from './words';

/**
 * The whole storyboard as one self-contained page, in the sheet's order: direction → target condition → current
 * condition → obstacles → experimenting record → clean-up. No script, nothing loaded; it prints on A3.
 */
export function storyboardHtml(view: StoryboardView): string {
  const { title } = view.direction;
  const body = html`<article class="kata">
${directionHtml(view)}
<div class="columns">
<section><h2>Target condition</h2>${targetHtml(view)}</section>
<section><h2>Current condition</h2>${conditionHtml(view)}</section>
<section><h2>Obstacles</h2>${obstaclesHtml(view)}</section>
</div>
<div class="rows">
<section><h2>Experimenting record</h2>${recordHtml(view)}</section>
${view.corners.length === 0 ? null : html`<section><h2>Clean up, newest first</h2>${cornersHtml(view)}</section>`}
${problemsHtml(view)}
</div>
</article>
<footer>${view.readOnly === null ? null : html`<p>${view.readOnly}</p>`}<p>Dates are told from ${dateWords(view.today, '')}.</p></footer>`;
  return page(title.value || view.slug, body);
}

function quiet(parts: readonly (string | null)[]): Html | null {
  const said = parts.filter((part) => part !== null && part !== '');
  return said.length === 0 ? null : html`<p class="quiet">${said.join(' · ')}</p>`;
}

function paragraph(text: string | null): Html | null {
  return (text ?? '').trim() === '' ? null : html`<p>${text}</p>`;
}

function directionHtml({ direction, slug }: StoryboardView): Html {
  const { title, challenge, northStar, focusProcess, learner, coach, members } = direction;
  return html`<header>
<h1>${title.value || slug}</h1>
${challenge.value === null ? null : html`<p class="lead">${challenge.value}</p>`}
${northStar.value === null ? null : html`<p><em>${northStar.value}</em></p>`}
${quiet([
  focusProcess.value,
  learner.value === null ? null : `learner ${learner.value}`,
  coach.value === null ? null : `coach ${coach.value}`,
  members.items.length === 0 ? null : `team ${members.items.join(', ')}`,
])}
</header>`;
}

function targetHtml(view: StoryboardView): Html {
  const others = view.targets.filter((one) => one !== view.target);
  const closed = others.map((one) => {
    const reflection = one.reflection.value === null ? '' : `: ${one.reflection.value}`;
    return html`<li><strong>${one.title.value || one.id}</strong> · ${targetStateWords(one.state)}${reflection}</li>\n`;
  });
  return html`${view.target === null ? html`<p class="quiet">No target condition is active. Where do you want to be next?</p>` : activeHtml(view.target, view)}
${closed.length === 0 ? null : html`<ul class="quiet">${closed}</ul>`}`;
}

function activeHtml(target: TargetView, view: StoryboardView): Html {
  const { progress, daysLeft, achieveBy } = target;
  const by = achieveBy.value === null ? null : `by ${dateWords(achieveBy.value, view.today)}`;
  const days =
    daysLeft === null
      ? null
      : html`<span class="word ${daysLeft < 0 ? 'is-warn' : ''}">${daysLeftWords(daysLeft)}</span>`;
  const figure =
    progress === null
      ? null
      : html`<p class="figure"><b>${numberWords(progress.now)}</b> → ${valueWords(progress.to, progress.metric.unit)}</p>
<progress max="100" value="${Math.round(progress.share * 100)}" aria-label="${progressWords(progress)}"></progress>`;
  const from =
    progress === null
      ? by
      : `from ${valueWords(progress.from, progress.metric.unit)}, ${progressWords(progress)}${by === null ? '' : ` · ${by}`}`;
  return html`<p class="lead">${target.title.value || target.id}</p>
${figure}
<p class="apart"><span class="quiet">${from}</span>${days}</p>
${target.also.map((one) => html`<p>${alsoWords(one)}</p>`)}
${paragraph(target.pattern.value)}`;
}

function conditionHtml(view: StoryboardView): Html {
  const [newest] = view.conditions;
  const chart = view.chart === null ? null : chartHtml(view.chart, view.today);
  if (newest === undefined) return html`${chart}<p class="quiet">What is the actual condition now?</p>`;
  const facts = [
    ...newest.facts.items,
    ...newest.values.flatMap(
      (value) => conditionWords(value, newest.date.value, view.latest, view.today) ?? [],
    ),
  ];
  return html`${chart}
${paragraph(newest.process.value)}${paragraph(newest.knowledge.value)}
${facts.length === 0 ? null : html`<ul>${facts.map((fact) => html`<li>${fact}</li>\n`)}</ul>`}
${quiet([newest.date.value === null ? null : `grasped ${dateWords(newest.date.value, view.today)}`])}`;
}

function obstaclesHtml({ obstacles }: StoryboardView): Html {
  if (obstacles.length === 0) return html`<p class="quiet">What keeps you from the target condition?</p>`;
  return html`<ul class="plain">${obstacles.map(obstacleHtml)}</ul>`;
}

function obstacleHtml(one: ObstacleView): Html {
  const title = one.title.value || one.record;
  const isDone = one.state === 'removed';
  const words = [
    one.state === 'parked' ? null : obstacleStateWords(one.state),
    obstacleKindWords(one.kind),
    one.owner.value,
    one.experiments === 0 ? null : countWords(one.experiments, 'experiment'),
  ];
  const mark = one.state === 'addressing' ? 'is-now' : isDone ? 'is-done' : '';
  const name = isDone
    ? html`<del>${title}</del>`
    : one.state === 'addressing'
      ? html`<strong>${title}</strong>`
      : title;
  return html`<li class="${mark}">${name}${quiet(words)}${paragraph(one.note.value)}</li>\n`;
}

function recordHtml(view: StoryboardView): Html {
  const { experiments, history } = view;
  if (experiments.length === 0)
    return html`<p class="quiet">What is your next step, and what do you expect?</p>`;
  const rows = experiments.map((one) => rowHtml(one, view));
  return html`${quiet([history?.accuracy?.words ?? null, history?.why ?? null])}
${tableHtml(['step', 'what do you expect?', 'what happened', 'what we learned'], rows)}`;
}

const STATE_CLASS: Partial<Record<ExperimentView['state'], string>> = {
  running: 'is-accent',
  confirmed: 'is-good',
};

function rowHtml(one: ExperimentView, view: StoryboardView): Html[] {
  const name = experimentName(one);
  const step = one.step.value === name ? null : one.step.value;
  const actual = actualWords(one).map(({ text, verdict }) =>
    verdict === null
      ? html`<div>${text}</div>`
      : html`<div>${text}, <strong>${verdictWords(verdict)}</strong></div>`,
  );
  const lines = (texts: readonly (string | null)[]) =>
    texts.filter((text) => (text ?? '') !== '').map((text) => html`<div>${text}</div>`);
  return [
    html`<strong>${name}</strong> <span class="word ${STATE_CLASS[one.state] ?? ''}">${experimentStateWords(one.state)}</span>${lines([step])}${historyLines(one, view.history?.active ?? null).map((line) => html`<div class="quiet">${line}</div>`)}`,
    html`${lines([one.expect.value, ...expectedWords(one)])}`,
    html`${lines([one.happened.value])}${actual}${lines([waitingWords(one, view.today)])}`,
    html`${lines([one.learned.value])}`,
  ];
}

function cornersHtml({ corners, today }: StoryboardView): Html {
  return tableHtml(
    ['corner', 'plan', 'where', 'until'],
    corners.map((corner) => cornerRow(corner, today)),
  );
}

function cornerRow(corner: CornerView, today: string): Html[] {
  const { what, id, plan, path, owner, found } = corner;
  const places = found?.places.map((place) => `${place.path}:${place.line}`) ?? [];
  const where = places.length > 0 ? places.join('\n') : [path.value, found?.words].filter(isSaid).join('\n');
  const name = what.value || id;
  return [
    found === null || found.outstanding
      ? html`<strong>${name}</strong>`
      : html`<span class="quiet">${name}</span>`,
    html`${plan.value ?? ''}`,
    html`${where}`,
    html`${[cornerWords(corner, today), owner.value].filter(isSaid).join(' · ')}`,
  ];
}

function isSaid(text: string | null | undefined): boolean {
  return (text ?? '') !== '';
}

function problemsHtml(view: StoryboardView): Html {
  const broken = view.broken.flatMap(({ file, problems }) =>
    problems.length === 0
      ? [html`<li>${file}</li>\n`]
      : problems.map(({ line, message }) => html`<li>${file}, line ${line}: ${message}</li>\n`),
  );
  const worth = view.problems.filter(({ severity }) => severity !== 'hint').map(({ message }) => message);
  return html`${broken.length === 0 ? null : html`<section><h2>To mend</h2><ul>${broken}</ul></section>`}
${worth.length === 0 ? null : html`<section><h2>Worth a look</h2><ul>${[...new Set(worth)].map((one) => html`<li>${one}</li>\n`)}</ul></section>`}`;
}
