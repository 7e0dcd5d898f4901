import type { Palette } from './palette';
import { Sheet } from './sheet';
import { writeExperiments } from './text-experiments';
import { writeCondition, writeObstacles, writeTarget } from './text-sections';
import type { StoryboardView } from './view';
import { cornerWords, countWords } from './words';

export interface TextOptions {
  /** Columns of the terminal; 80 where it is not known. A board takes at most 120, so that it stays a sheet. */
  readonly width?: number | undefined;
  /** Plain where it is left out. */
  readonly colour?: Palette;
}

/** @param columns of the terminal */
export function sheetWidth(columns = 80): number {
  return Math.min(120, Math.max(40, columns));
}

/** The whole storyboard for a terminal, in the practice's order. Nothing that a record says can act on the terminal. */
export function storyboardText(view: StoryboardView, options: TextOptions = {}): string {
  const sheet = new Sheet(sheetWidth(options.width), options.colour);
  writeDirection(sheet, view);
  writeTarget(sheet, view);
  writeCondition(sheet, view);
  writeObstacles(sheet, view);
  writeExperiments(sheet, view);
  writeCorners(sheet, view);
  writeProblems(sheet, view);
  return sheet.toString();
}

function writeDirection(sheet: Sheet, view: StoryboardView): void {
  const { title, challenge, northStar, focusProcess, learner, coach, members } = view.direction;
  sheet.text(title.value || view.slug, 'title', 0);
  sheet.text(challenge.value, null, 0);
  sheet.text(northStar.value, 'quiet', 0);
  sheet.aside(
    [
      focusProcess.value,
      learner.value && `learner ${learner.value}`,
      coach.value && `coach ${coach.value}`,
      members.items.length > 0 ? `team ${members.items.join(', ')}` : null,
    ],
    0,
  );
  if (view.readOnly !== null) sheet.text(view.readOnly, 'warn', 0);
}

function writeCorners(sheet: Sheet, view: StoryboardView): void {
  if (view.corners.length === 0) return;
  sheet.section('Clean up, newest first', countWords(view.corners.length, 'corner'));
  for (const corner of view.corners) {
    const words = cornerWords(corner, view.today);
    const late = corner.daysLeft !== null && corner.daysLeft < 0;
    const style = late ? 'warn' : 'quiet';
    const name = { text: corner.what.value || corner.id, style: null };
    sheet.withRight(name, { text: words ?? '', style }, '· ');
    sheet.text(corner.plan.value, 'quiet', 4);
    sheet.aside([corner.owner.value, corner.path.value, ...foundParts(corner)], 4);
  }
}

/** What the code says of a corner: where it stands, or what became of it. */
function foundParts({ found }: StoryboardView['corners'][number]): string[] {
  if (found === null) return [];
  return found.places.length > 0 ? found.places.map(({ path, line }) => `${path}:${line}`) : [found.words];
}

function writeProblems(sheet: Sheet, view: StoryboardView): void {
  if (view.broken.length > 0) sheet.section('To mend');
  for (const broken of view.broken) {
    sheet.text(broken.file, 'warn', 2);
    for (const problem of broken.problems) sheet.text(`line ${problem.line}: ${problem.message}`, null, 4);
  }
  const worth = view.problems.filter((problem) => problem.severity !== 'hint');
  if (worth.length > 0) sheet.section('Worth a look');
  for (const problem of worth)
    sheet.text(problem.message, problem.severity === 'error' ? 'warn' : 'quiet', 2, '· ');
}
