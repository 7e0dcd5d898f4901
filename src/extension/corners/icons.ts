import * as vscode from 'vscode';

/** How a corner is drawn at the margin; a word stands beside it wherever it is shown. */
export type Look = 'open' | 'overdue' | 'kept' | 'orphan';

/** A sheet with one corner cut off: filled while it is to be cleaned, an outline where the team keeps it. */
function svg(look: Look, colour: string): vscode.Uri {
  const sheet = 'M3.5 2.5H9.5L13.5 6.5V13.5H3.5Z';
  const fill = look === 'open' || look === 'overdue' ? colour : 'none';
  const dash = look === 'orphan' ? ' stroke-dasharray="2 1.5"' : '';
  const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="${sheet}" fill="${fill}" fill-opacity="0.55" stroke="${colour}" stroke-width="1.2" stroke-linejoin="round"${dash}/></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(text).toString('base64')}`, true);
}

const COLOURS: Record<Look, { readonly light: string; readonly dark: string }> = {
  open: { light: '#1a5fb4', dark: '#6cb2f7' },
  overdue: { light: '#9a5b00', dark: '#e2b341' },
  kept: { light: '#616161', dark: '#a0a0a0' },
  orphan: { light: '#9a5b00', dark: '#e2b341' },
};

/** A margin's icon in a light and in a dark theme. Both stand out in high contrast too. */
export function gutterIcon(look: Look): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
  const { light, dark } = COLOURS[look];
  return { light: svg(look, light), dark: svg(look, dark) };
}
