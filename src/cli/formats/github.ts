import type { Problem } from '../../core/model/problem';
import { harmless } from '../../core/text/harmless';

const LEVELS = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

/**
 * A problem as a workflow command that GitHub shows beside the line. Nothing in it can end the command or start
 * another: `%`, line breaks, and in properties `:` and `,`, are escaped as GitHub's own toolkit does.
 */
export function annotation({ severity, path, range, code, message }: Problem): string {
  const properties = {
    file: path,
    line: String(range.start.line),
    col: String(range.start.column),
    ...(range.end.line === range.start.line ? { endColumn: String(range.end.column) } : {}),
    title: code,
  };
  const parts = Object.entries(properties).map(([name, value]) => `${name}=${property(harmless(value))}`);
  return `::${LEVELS[severity]} ${parts.join(',')}::${data(harmless(message))}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
