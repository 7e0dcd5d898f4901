import { markdown as plain } from '../text/markdown';
import { experimentTable, historyNote } from './markdown-experiments';
import type { CornerView, ObstacleView, StoryboardView, TargetView } from './view';
import {
  alsoWords,
  conditionWords,
  cornerWords,
  countWords,
  dateWords,
  daysLeftWords,
  numberWords,
  obstacleKindWords,
  obstacleStateWords,
  progressWords,
  targetStateWords,
  valueWords,
} from './words';

/** The whole storyboard in GitHub-flavoured Markdown. Nothing that a record says breaks out of its place, links or calls anybody. */
export function storyboardMarkdown(view: StoryboardView): string {
  const parts = [
    direction(view),
    ['## Target condition', ...targetParts(view)],
    ['## Current condition', ...condition(view)],
    ['## Obstacles', obstacles(view)],
    ['## Experimenting record', historyNote(view), experimentTable(view)],
    view.corners.length === 0
      ? []
      : ['## Clean up, newest first', list(view.corners.map((corner) => cornerLine(corner, view)))],
    problems(view),
  ];
  return `${parts
    .flat()
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

/** A record's text in bold or italics; nothing for none, since empty marks would show. */
export function marked(text: string | null, mark: '**' | '*' | '~~'): string {
  const safe = plain(text ?? '');
  return safe === '' ? '' : `${mark}${safe}${mark}`;
}

/** What is said, with dots between. */
function dotted(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

function list(lines: readonly string[]): string {
  return lines
    .filter((line) => line !== '')
    .map((line) => `- ${line}`)
    .join('\n');
}

function direction(view: StoryboardView): string[] {
  const { title, challenge, northStar, focusProcess, learner, coach, members } = view.direction;
  return [
    `# ${plain(title.value ?? '') || plain(view.slug)}`,
    plain(challenge.value ?? ''),
    marked(northStar.value, '*'),
    dotted([
      plain(focusProcess.value ?? ''),
      learner.value && `learner ${plain(learner.value)}`,
      coach.value && `coach ${plain(coach.value)}`,
      members.items.length === 0 ? '' : `team ${members.items.map(plain).join(', ')}`,
    ]),
  ];
}

function targetParts(view: StoryboardView): string[] {
  const others = view.targets.filter((target) => target !== view.target);
  return [
    ...(view.target === null
      ? ['No target condition is active. Where do you want to be next?']
      : [
          targetLine(view.target, view),
          list(view.target.also.map((one) => plain(alsoWords(one)))),
          plain(view.target.pattern.value ?? ''),
        ]),
    list(
      others.map((target) => {
        const reflection = plain(target.reflection.value ?? '');
        const name = plain(target.title.value || target.id);
        return `${name} · ${targetStateWords(target.state)}${reflection === '' ? '' : `: ${reflection}`}`;
      }),
    ),
  ];
}

/** **p95 is under 500 ms**: 640 ms, from 840, to 500; 16 days left */
function targetLine(target: TargetView, view: StoryboardView): string {
  const { progress, daysLeft } = target;
  const name = marked(target.title.value || target.id, '**');
  const unit = progress?.metric.unit ?? '';
  const numbers =
    progress === null
      ? ''
      : `: ${plain(valueWords(progress.now, unit))}, from ${numberWords(progress.from)}, to ${numberWords(progress.to)}, ${plain(progressWords(progress))}`;
  const by =
    target.achieveBy.value === null ? '' : ` (${plain(dateWords(target.achieveBy.value, view.today))})`;
  return `${name}${numbers}${daysLeft === null ? '' : `; ${daysLeftWords(daysLeft)}${by}`}`;
}

function condition(view: StoryboardView): string[] {
  const [newest] = view.conditions;
  if (newest === undefined) return ['What is happening now? Go and see, and write down facts.'];
  const measured = view.chart?.points.filter((point) => point.kind === 'measurement').length ?? 0;
  return [
    plain(newest.process.value ?? ''),
    list([
      ...newest.facts.items.map(plain),
      ...newest.values.map((value) =>
        plain(conditionWords(value, newest.date.value, view.latest, view.today) ?? ''),
      ),
    ]),
    plain(newest.knowledge.value ?? ''),
    dotted([
      newest.date.value && `grasped ${plain(dateWords(newest.date.value, view.today))}`,
      measured === 0 ? '' : countWords(measured, 'measurement'),
    ]),
  ];
}

function obstacles(view: StoryboardView): string {
  if (view.obstacles.length === 0) return 'What keeps you from the target condition?';
  return list(view.obstacles.map(obstacleLine));
}

function obstacleLine(one: ObstacleView): string {
  const mark = one.state === 'addressing' ? '**' : one.state === 'removed' ? '~~' : null;
  const title = one.title.value || one.record;
  const words = dotted([
    mark === null ? plain(title) : marked(title, mark),
    one.state === 'parked' ? '' : obstacleStateWords(one.state),
    obstacleKindWords(one.kind),
    plain(one.owner.value ?? ''),
    one.experiments === 0 ? '' : countWords(one.experiments, 'experiment'),
  ]);
  const note = plain(one.note.value ?? '');
  return note === '' ? words : `${words} — ${note}`;
}

function cornerLine(corner: CornerView, view: StoryboardView): string {
  const plan = plain(corner.plan.value ?? '');
  return dotted([
    marked(corner.what.value || corner.id, '*') + (plan === '' ? '' : `: ${plan}`),
    plain(corner.path.value ?? ''),
    plain(cornerWords(corner, view.today) ?? ''),
    plain(corner.owner.value ?? ''),
    plain(foundWords(corner.found)),
  ]);
}

/** Where a corner stands in the code, or what became of it; nothing where the code was not looked at. */
function foundWords(found: CornerView['found']): string {
  if (found === null) return '';
  return found.places.length > 0
    ? found.places.map(({ path, line }) => `${path}:${line}`).join(', ')
    : found.words;
}

function problems(view: StoryboardView): string[] {
  const broken = view.broken.flatMap((one) =>
    one.problems.length === 0
      ? [plain(one.file)]
      : one.problems.map((problem) => `${plain(one.file)}, line ${problem.line}: ${plain(problem.message)}`),
  );
  const worth = view.problems.filter((one) => one.severity !== 'hint').map((one) => plain(one.message));
  return [
    ...(broken.length === 0 ? [] : ['## To mend', list(broken)]),
    ...(worth.length === 0 ? [] : ['## Worth a look', list([...new Set(worth)])]),
  ];
}
