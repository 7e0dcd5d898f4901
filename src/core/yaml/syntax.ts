import type { CST, Document, ParsedNode, YAMLError } from 'yaml';
import type { Problem } from '../model/problem';
import { LIMITS } from './limits';
import type { LineIndex } from './lines';
import { openings } from './openings';
import { inPlainWords } from './syntax-words';
import { fileProblem } from './yaml-problem';

interface Syntax {
  readonly tokens: readonly CST.Token[];
  readonly documents: readonly Document.Parsed<ParsedNode>[];
  readonly text: string;
  readonly lines: LineIndex;
  readonly path: string;
  /** Problems that are known already: what else goes wrong on their lines comes from them. */
  readonly taken: readonly Problem[];
}

/** What is said where a file goes on with another document. */
export const SECOND_DOCUMENT = 'A second document begins here: a file holds one record.';

/**
 * Everything that is wrong with a text as YAML, one problem a line: what the library finds further right
 * on a line, or after the document has fallen apart, follows from the first.
 */
export function syntaxProblems({ tokens, documents, text, lines, path, taken }: Syntax): Problem[] {
  const problems: Problem[] = [];
  const add = (start: number, end: number, message: string): void => {
    problems.push(fileProblem(path, 'file/syntax', lines.range(start, end), message));
  };
  const opened = openings(tokens);
  let apart = false;
  for (const error of documents.flatMap(wrongs)) {
    const stray = error.message.includes('in YAML stream');
    if (stray && (apart || problems.length > 0)) continue;
    apart ||= stray;
    const [start, end] = opened.placeOf(error);
    add(start, end, inPlainWords(error, text.slice(start, end)));
  }
  const second = tokens.filter((token) => token.type === 'document')[1];
  if (second !== undefined && !apart) {
    add(second.offset, second.offset + 3, SECOND_DOCUMENT);
  }
  return onePerLine(problems, taken).slice(0, LIMITS.listed);
}

/** A document's errors in order of place. Of warnings only a directive's counts: tags are reported by themselves. */
function wrongs(document: Document.Parsed<ParsedNode>): YAMLError[] {
  const warnings = document.warnings.filter((warning) => warning.code === 'BAD_DIRECTIVE');
  const errors = document.errors.filter(
    (error) => error.code !== 'TAG_RESOLVE_FAILED' && error.code !== 'BAD_ALIAS',
  );
  return [...errors, ...warnings].sort((a, b) => a.pos[0] - b.pos[0]);
}

function onePerLine(problems: readonly Problem[], taken: readonly Problem[]): Problem[] {
  const lines = new Set(taken.map((problem) => problem.range.start.line));
  return [...problems]
    .sort((a, b) => a.range.start.offset - b.range.start.offset)
    .filter(({ range }) => {
      const isFirst = !lines.has(range.start.line);
      lines.add(range.start.line);
      return isFirst;
    });
}
