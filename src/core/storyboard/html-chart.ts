import { type Html, html } from '../document/html';
import type { IsoDate } from '../model/dates';
import { type ChartLayout, layoutChart } from './chart';
import type { ChartMark } from './chart-scale';
import type { ChartView } from './view';
import { dateWords, valueWords } from './words';

const SIZE = { width: 460, height: 190, fontSize: 12 };

/** A run chart as a picture in a page: raw points, the target as a dashed line, experiments with their names; in words for those who don't see it. */
export function chartHtml(chart: ChartView, today: IsoDate): Html | null {
  const [first] = chart.points;
  if (first === undefined) return null;
  // Only experiments of the time that the points tell of: an older one would press them together.
  const marks = chart.marks.filter(({ date }) => date >= first.at.slice(0, 10));
  const layout = layoutChart({ ...chart, marks }, SIZE, today);
  const { width, height, fontSize } = SIZE;
  return html`<svg viewBox="0 0 ${width} ${height}" font-size="${fontSize}" role="img" aria-label="${layout.summary}">
${layout.valueLabels.map(
  (label) =>
    html`<text x="${layout.plot.left - fontSize / 2}" y="${label.y}" text-anchor="end" dominant-baseline="middle">${label.text}</text>`,
)}
${layout.marks.map((mark) => markHtml(mark, layout))}
${targetHtml(layout)}
<polyline class="chart-line" points="${layout.line}"/>
${layout.points.map(
  ({ x, y, point, newest }) =>
    html`<circle class="chart-point is-${point.kind}${newest ? ' is-last' : ''}" cx="${x}" cy="${y}" r="3.4"><title>${valueWords(point.value, chart.metric.unit)}, ${dateWords(point.at, today)}</title></circle>`,
)}
</svg>`;
}

function targetHtml({ target, plot }: ChartLayout): Html | null {
  if (target === null) return null;
  return html`<line class="chart-target" x1="${plot.left}" x2="${plot.right}" y1="${target.y}" y2="${target.y}"/>
<text class="chart-target-name" x="${target.labelX}" y="${target.labelY}">${target.label}</text>`;
}

function markHtml(mark: ChartMark, { plot }: ChartLayout): Html {
  const top = mark.label === null ? plot.bottom - 6 : plot.top;
  const name =
    mark.label === null
      ? null
      : html`<text class="chart-mark-name" x="${mark.label.x}" y="${mark.label.y}">${mark.label.text}</text>`;
  return html`<line class="chart-mark" x1="${mark.x}" x2="${mark.x}" y1="${top}" y2="${plot.bottom}"/>${name}`;
}
