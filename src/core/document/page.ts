import { type Html, html } from './html';
import { PAGE_STYLE, PAGE_STYLE_HASH } from './page-style';

/** Nothing is loaded, no script runs, and no style but the page's own is in force. */
export const PAGE_POLICY = `default-src 'none'; style-src '${PAGE_STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/** One self-contained page. @param title for the browser's tab */
export function page(title: string, body: Html): string {
  const style = { markup: PAGE_STYLE };
  const head = html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title.replace(/\s+/g, ' ')}</title>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
${head.markup}
<style>${style.markup}</style>
</head>
<body>
<main>
${body.markup}
</main>
</body>
</html>
`;
}
