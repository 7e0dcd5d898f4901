import { type Block, BREAK, del, type Inline, joined, type Line, text } from '../../document/document';
import type { Links } from '../../document/links';
import type { IsoDate } from '../../model/dates';
import {
  actualLine,
  actualWords,
  expectedWords,
  experimentName,
  predictionWords,
  waitingWords,
} from '../../storyboard/experiment-words';
import { newestFirst } from '../../storyboard/order';
import { experimentStateWords } from '../../storyboard/words';
import type { ExperimentChange, ExperimentEvent, FieldChange, FieldValue } from '../review';
import { short } from './texts';

/** What makes an experiment a row of the table, the weightiest first. */
const ROWS: readonly ExperimentEvent[] = [
  'finished',
  'result',
  'started',
  'predicted',
  'reopened',
  'planned',
];

/** Prediction beside result: experiments that were planned, started, finished, or whose prediction or result changed. */
export function experimentBlocks(
  changes: readonly ExperimentChange[],
  links: Links,
  today: IsoDate,
): Block[] {
  const rank = ({ events }: ExperimentChange) =>
    Math.min(...events.map((event) => ROWS.indexOf(event)).filter((at) => at >= 0));
  // Long tables are folded after their first rows: what goes on now is never among the folded.
  const running = ({ view }: ExperimentChange) => Number(view.state === 'running');
  const rows = changes
    .filter(isRow)
    .sort(
      (a, b) =>
        running(b) - running(a) ||
        rank(a) - rank(b) ||
        newestFirst(a.view.finished.value, b.view.finished.value),
    );
  const gone = changes.filter(({ after }) => after === null);
  return [
    ...(rows.length === 0
      ? []
      : [
          {
            is: 'table',
            head: ['experiment', 'expected', 'happened', 'learned'],
            rows: rows.map((change) => row(change, links, today)),
          } as const,
        ]),
    ...gone.map(({ view }) =>
      text('Experiment ', del(short(experimentName(view))), ' is no longer in the kata'),
    ),
  ];
}

export function isRow({ after, events }: ExperimentChange): boolean {
  return after !== null && events.some((event) => ROWS.includes(event));
}

/** Fields whose old text a row shows, too. */
const WITH_OLD = ['expect', 'happened', 'learned'];
const IN_ROW = [...WITH_OLD, 'expectValues', 'values', 'started', 'finished', 'outcome'];

/** Whether a row tells of a field: it shows what is there now, and the old text of some. */
export function toldByRow({ key, before, after }: FieldChange): boolean {
  const [field = key] = key.split('.');
  return IN_ROW.includes(field) && (before === null || (WITH_OLD.includes(field) && after !== null));
}

function row(change: ExperimentChange, links: Links, today: IsoDate): Line[] {
  const { view, path } = change;
  const name = {
    as: 'strong',
    text: short(experimentName(view), 120),
    href: links.file(path, null),
  } as const;
  const order = predictionWords(view);
  const state = [stateWords(change), ...(order === null ? [] : [order])].join(' · ');
  const fields = new Map(change.fields.map((field) => [field.key, field]));
  const old = (key: string): Line => {
    const before: FieldValue = fields.get(key)?.before ?? null;
    return typeof before !== 'string' || before === '' ? [] : [del(short(before))];
  };
  const cell = (...lines: (string | null)[]): Line[] =>
    lines.flatMap((one) => (short(one) === '' ? [] : [[short(one)] as Inline[]]));
  const step = short(view.step.value);
  const isNew = change.before === null && step !== short(experimentName(view));
  return [
    [name, ` · ${state}`, ...(isNew ? [BREAK, step] : [])],
    joined([...cell(view.expect.value, ...expectedWords(view)), old('expect')], BREAK),
    joined(
      [
        ...cell(view.happened.value, ...actualWords(view).map(actualLine), waitingWords(view, today)),
        old('happened'),
      ],
      BREAK,
    ),
    joined([...cell(view.learned.value), old('learned')], BREAK),
  ];
}

/** `confirmed`; where another word than the state's is news: `planned, prediction changed`. */
function stateWords({ view, events, before }: ExperimentChange): string {
  const state = experimentStateWords(view.state);
  const words = view.state === 'running' && events.includes('started') ? 'started' : state;
  const again = events.includes('reopened') ? 'open again, ' : '';
  // History says it better, where it knows.
  const isTold = view.history?.order.kind === 'changed' && predictionWords(view) !== null;
  const changed = before !== null && events.includes('predicted') && !isTold ? ', prediction changed' : '';
  return `${again}${words}${changed}`;
}
