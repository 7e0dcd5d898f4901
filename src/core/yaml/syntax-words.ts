import type { YAMLError } from 'yaml';

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Missing closing/, 'The quote that opens here is not closed: add the missing quote.'],
  [/^Flow map in block|Expected flow map/, 'The `{` here is not closed: add the missing `}`.'],
  [/^Flow sequence in block|Expected flow seq/, 'The `[` here is not closed: add the missing `]`.'],
  [/^Tabs are not allowed/, 'This line is indented with a tab: use spaces.'],
  [/^Nested mappings are not allowed/, 'A second `: ` stands in this value: put the text in quotes.'],
  [/^Plain value cannot start/, 'A text cannot begin with this character: put it in quotes.'],
  [
    /^All (?:mapping|sequence|collection) items must start/,
    'This line is not indented like those beside it: line them up.',
  ],
  [/^Implicit keys need to be on a single line/, 'There is no `: ` after the key on this line: add it.'],
  [/^Implicit map keys need to be followed/, 'There is no `: ` after the key on this line: add it.'],
  [
    /^Invalid escape sequence/,
    'A backslash stands for itself only in single quotes: use those, or write two.',
  ],
  [
    /^Unexpected scalar at node end/,
    'There is text after the end of the value: put all of it in one pair of quotes.',
  ],
  [/^Block scalar header/, 'Only `|` or `>` may stand here: put the text on the next line, indented.'],
  [
    /^Unsupported YAML version|^Unknown directive|^Missing directives-end/,
    'A line that begins with `%` has no place in a record: take it out.',
  ],
  [/^Unexpected block-seq-ind on same line/, 'A list begins on a line of its own: put its first item there.'],
  [
    /^A block sequence may not be used as/,
    'This list is not indented like what is beside it: line its items up.',
  ],
  [/^Source contains multiple documents/, 'A second document begins here: a file holds one record.'],
];

/** What a person is told about an error of the YAML library. @param found the text that the error points at */
export function inPlainWords(error: YAMLError, found: string): string {
  for (const [pattern, words] of WORDS) if (pattern.test(error.message)) return words;
  const shown = found.trim().slice(0, 40);
  const where = shown === '' ? 'This line' : `\`${shown}\` here`;
  return `${where} is not YAML (${firstLine(error.message)}): compare it with a record that works.`;
}

function firstLine(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line.length > 120 ? `${line.slice(0, 120)}…` : line.replace(/[.:]$/, '');
}
