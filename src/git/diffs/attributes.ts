/** What git is told of records, in the clone's own `info/attributes`. Marked, so that it can be taken away to the byte. */
const BEGIN = '# kata diffs: names in the hunks of records; `kata diffs uninstall` takes it away';
/** The same where the line before had no end, which is put back. */
const BEGIN_OPEN = `${BEGIN}, and the line break before`;
const END = '# kata diffs: end';
const LINE = '**/.kata/**/*.yaml diff=kata';

/**
 * The line that git shows above a hunk is the last one before it that this matches: a record's title or step, an item
 * of a list by its id or date, or the name of the list. POSIX extended, its first group is what is shown.
 */
export const HUNK_NAME = '^[-{ ]*((title|step|what|id|date|metrics|currentCondition|targets|corners):.*)$';

const BLOCK = new RegExp(`(\\n?)(${escaped(BEGIN)}[^\\n]*)\\n(?:[^#\\n][^\\n]*\\n)*${escaped(END)}\\n?`);

/** True where the text holds our lines as this version writes them. */
export function hasBlock(text: string): boolean {
  return BLOCK.exec(text)?.[0].includes(`\n${LINE}\n`) === true;
}

/** The text with our lines at its end, where they count most; lines of an older version give way. */
export function withBlock(text: string): string {
  const own = withoutBlock(text);
  const isOpen = own !== '' && !own.endsWith('\n');
  return `${own}${isOpen ? `\n${BEGIN_OPEN}` : BEGIN}\n${LINE}\n${END}\n`;
}

/** The text as it was without our lines. */
export function withoutBlock(text: string): string {
  return text.replace(BLOCK, (_, before: string, begin: string) => (begin === BEGIN_OPEN ? '' : before));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
