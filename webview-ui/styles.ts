import board from './styles/board.css';
import chart from './styles/chart.css';
import field from './styles/field.css';
import menu from './styles/menu.css';
import narrow from './styles/narrow.css';
import record from './styles/record.css';
import review from './styles/review.css';
import sheet from './styles/sheet.css';
import traces from './styles/traces.css';

/** Gives the page its look. Adopted sheets are not inline styles: the page's policy stays strict. */
export function adoptStyles(): void {
  document.adoptedStyleSheets.push(
    ...[sheet, field, menu, board, chart, record, traces, review, narrow].map((text) => {
      const style = new CSSStyleSheet();
      style.replaceSync(text);
      return style;
    }),
  );
}
