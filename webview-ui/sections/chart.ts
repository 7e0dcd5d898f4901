import { html, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type ChartLayout, layoutChart } from '../../src/core/storyboard/chart';
import type { ChartMark } from '../../src/core/storyboard/chart-scale';
import type { ChartView } from '../../src/core/storyboard/view';
import { dateWords, valueWords } from '../../src/core/storyboard/words';
import { PageElement } from '../element';

/** Letters of the chart, in pixels; its geometry needs to know. */
const FONT = 12;
const HEIGHT = 184;

/** A run chart: raw points, the target as a dashed line, experiments as marks with their names. */
@customElement('kata-chart')
export class KataChart extends PageElement {
  @property({ attribute: false }) chart: ChartView | null = null;
  @property() today = '';
  @state() private width = 0;

  readonly #sized = new ResizeObserver(([entry]) => {
    this.width = Math.floor(entry?.contentRect.width ?? 0);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sized.disconnect();
  }

  protected override render(): TemplateResult | string {
    const { chart, width, today } = this;
    if (!chart || chart.points.length === 0) return '';
    // Its room is kept before its width is known, so that nothing below jumps.
    if (width < 40) return html`<svg class="chart" height=${HEIGHT}></svg>`;
    const layout = layoutChart(withinPoints(chart), { width, height: HEIGHT, fontSize: FONT }, today);
    return html`<svg
      class="chart"
      width=${width}
      height=${HEIGHT}
      viewBox="0 0 ${width} ${HEIGHT}"
      font-size=${FONT}
      role="img"
      aria-label=${layout.summary}
    >
      ${layout.valueLabels.map(
        (label) =>
          svg`<text x=${layout.plot.left - FONT / 2} y=${label.y} text-anchor="end" dominant-baseline="middle">${label.text}</text>`,
      )}
      ${layout.marks.map((mark) => this.#renderMark(mark, layout))} ${this.#renderTarget(layout)}
      <polyline class="chart-line" points=${layout.line}></polyline>
      ${layout.points.map(
        ({ x, y, point, newest }) =>
          svg`<circle class="chart-point ${newest ? 'is-last' : ''} is-${point.kind}" cx=${x} cy=${y} r="3.4"
            ><title>${valueWords(point.value, chart.metric.unit)}, ${dateWords(point.at, today)} · ${point.source}${point.kind === 'set-aside' ? ', not kept' : ''}${point.note ? ` · ${point.note}` : ''}</title></circle>`,
      )}
    </svg>`;
  }

  #renderTarget({ target, plot }: ChartLayout): unknown {
    if (!target) return '';
    return svg`<line class="chart-target" x1=${plot.left} x2=${plot.right} y1=${target.y} y2=${target.y}></line>
      <text class="chart-target-name" x=${target.labelX} y=${target.labelY}>${target.label}</text>`;
  }

  /** An experiment: upright over the plot where its name stands under it, else a tick at the foot. */
  #renderMark(mark: ChartMark, { plot }: ChartLayout): unknown {
    const top = mark.label ? plot.top : plot.bottom - 6;
    return svg`<g class="chart-experiment"><title>${mark.title}, ${dateWords(mark.date, this.today)}</title>
      <line class="chart-mark" x1=${mark.x} x2=${mark.x} y1=${top} y2=${plot.bottom}></line>
      ${mark.label ? svg`<text class="chart-mark-name" x=${mark.label.x} y=${mark.label.y}>${mark.label.text}</text>` : ''}</g>`;
  }
}

/** Only experiments of the time that the points tell of: an older one would press them together. */
function withinPoints(chart: ChartView): ChartView {
  const first = chart.points[0]?.at.slice(0, 10) ?? '';
  return { ...chart, marks: chart.marks.filter(({ date }) => date >= first) };
}
