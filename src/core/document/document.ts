/**
 * What a page or a comment says, before it is Markdown or HTML. All text in it may come from a record or from git:
 * it is made harmless where it is written, in one place for each form, and never before.
 */
export type Inline = string | Marked | Link | Break;

/** `quiet`: of less weight. */
export interface Marked {
  readonly as: 'strong' | 'em' | 'del' | 'quiet';
  readonly text: string;
}

export interface Link {
  readonly text: string;
  /** Made by `links.ts`, never taken from a record; null where nothing is known to lead there. */
  readonly href: string | null;
  readonly as?: 'strong' | 'em';
}

/** A new line within a paragraph or a cell. */
export interface Break {
  readonly as: 'break';
}

export type Line = readonly Inline[];

export type Block =
  | { readonly is: 'text'; readonly line: Line }
  | { readonly is: 'list'; readonly items: readonly Line[] }
  | { readonly is: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Line[])[] }
  /** What a reader opens on request. */
  | { readonly is: 'fold'; readonly summary: string; readonly blocks: readonly Block[] };

export const BREAK: Break = { as: 'break' };

export const strong = (text: string): Marked => ({ as: 'strong', text });
export const em = (text: string): Marked => ({ as: 'em', text });
export const del = (text: string): Marked => ({ as: 'del', text });
export const quiet = (text: string): Marked => ({ as: 'quiet', text });
export const text = (...line: Inline[]): Block => ({ is: 'text', line });

/** Lines one after the other with something between them; empty ones are left out. */
export function joined(lines: readonly Line[], between: Inline): Inline[] {
  const said = lines.filter((line) => line.length > 0);
  return said.flatMap((line, at) => (at === 0 ? line : [between, ...line]));
}

/** What stands there as plain text. */
export function plainText(line: Line): string {
  return line
    .map((part) =>
      typeof part === 'string' ? part : part.as === 'break' ? ' ' : (part as Marked | Link).text,
    )
    .join('');
}
