import { actualWords, expectedWords, experimentName, historyLines, waitingWords } from './experiment-words';
import type { Palette } from './palette';
import type { Sheet, Styled } from './sheet';
import type { ComparisonView, ExperimentView, StoryboardView } from './view';
import { experimentStateWords, verdictWords } from './words';

/** From this width on the record is a table of four columns, else each experiment a block. */
const TABLE = 100;
const STATE = 13;

/** The four questions of the experimenting record, as its columns. */
export const QUESTIONS = {
  step: 'Step',
  expect: 'What do you expect?',
  happened: 'What happened',
  learned: 'What we learned',
} as const;

type Cells = Record<keyof typeof QUESTIONS, Styled[]>;

export function writeExperiments(sheet: Sheet, view: StoryboardView): void {
  sheet.section('Experimenting record');
  writeHistory(sheet, view);
  if (view.experiments.length === 0) {
    sheet.text('What is your next step, and what do you expect?', 'quiet');
    return;
  }
  const table = sheet.width >= TABLE;
  const column = Math.floor((sheet.width - 2 - STATE - 4 * 2) / 4);
  const widths = [column, column, column, column, STATE];
  if (table) {
    sheet.columns(
      Object.values(QUESTIONS).map((text) => [{ text, style: 'quiet' }]),
      widths,
    );
  }
  view.experiments.forEach((experiment, at) => {
    if (at > 0) sheet.blank();
    const cells = cellsOf(experiment, view);
    const state: Styled = { text: experimentStateWords(experiment.state), style: stateStyle(experiment) };
    if (table) {
      sheet.columns([cells.step, cells.expect, cells.happened, cells.learned, [state]], widths);
      return;
    }
    const [name, ...under] = cells.step;
    sheet.withRight(name ?? { text: '', style: null }, state);
    for (const part of under) sheet.text(part.text, part.style);
    block(sheet, 'expected', cells.expect);
    block(sheet, 'happened', cells.happened);
    block(sheet, 'learned', cells.learned);
  });
}

/** How often predictions held, and what is not known. */
function writeHistory(sheet: Sheet, { history }: StoryboardView): void {
  if (history === null) return;
  sheet.text(history.accuracy?.words ?? null, 'quiet');
  sheet.text(history.why, 'warn');
  if (history.accuracy !== null || history.why !== null) sheet.blank();
}

function block(sheet: Sheet, label: string, parts: readonly Styled[]): void {
  if (parts.every((part) => part.text.trim() === '')) return;
  sheet.columns([[{ text: label, style: 'quiet' }], parts], [9, sheet.width - 4 - 9 - 2], 4);
}

function stateStyle(experiment: ExperimentView): keyof Palette {
  if (experiment.state === 'running') return 'accent';
  return experiment.state === 'confirmed' ? 'good' : 'quiet';
}

function verdictStyle(verdict: NonNullable<ComparisonView['verdict']>): keyof Palette | null {
  if (verdict.kind === 'short' || verdict.kind === 'worse') return 'warn';
  return verdict.kind === 'better' ? 'good' : null;
}

function cellsOf(experiment: ExperimentView, view: StoryboardView): Cells {
  const open = experiment.state === 'planned' || experiment.state === 'running';
  const plain = (text: string | null): Styled => ({ text: text ?? '', style: null });
  const quiet = (text: string | null): Styled => ({ text: text ?? '', style: 'quiet' });
  const name = experimentName(experiment);
  const expected = [experiment.expect.value ?? '', ...expectedWords(experiment)];
  const nothing = expected.every((text) => text.trim() === '');
  return {
    step: [
      { text: name, style: 'strong' },
      quiet(name === experiment.step.value ? null : experiment.step.value),
      quiet(
        [experiment.learner.value, experiment.obstacleTitle].filter(Boolean).join(' · ').replace(/\s+/g, ' '),
      ),
      quiet(experiment.stale ? 'last readable text' : null),
      ...historyLines(experiment, view.history?.active ?? null).map(quiet),
    ],
    expect: nothing && open ? [quiet('What do you expect?')] : expected.map(plain),
    happened: [
      plain(experiment.happened.value),
      ...actualWords(experiment).map(
        ({ text, verdict }): Styled =>
          verdict === null
            ? plain(text)
            : { text: `${text}, ${verdictWords(verdict)}`, style: verdictStyle(verdict) },
      ),
      quiet(waitingWords(experiment, view.today)),
    ],
    learned: [plain(experiment.learned.value)],
  };
}
