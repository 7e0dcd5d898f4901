import { Composer, type CST, type Document, type ParsedNode } from 'yaml';
import type { Problem } from '../model/problem';
import { duplicateKeys } from './duplicate-keys';
import { admit } from './gate';
import { LIMITS } from './limits';
import { LineIndex } from './lines';
import { SECOND_DOCUMENT, syntaxProblems } from './syntax';
import { type Foreign, type Tokens, tokenize } from './tokens';
import { fileProblem } from './yaml-problem';

/** A file's text as YAML. */
export interface ParsedYaml {
  /** The decoded text, its byte order mark included, as all offsets count it; null where it could not be decoded. */
  readonly text: string | null;
  readonly lines: LineIndex;
  /** Null where any problem was found: what YAML makes of a broken text is a guess. */
  readonly document: Document.Parsed<ParsedNode> | null;
  /** All of the file's problems, in order of place, without those that another one brings about. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a text as one YAML document of the format: no anchors, aliases, merge keys or tags. Never throws;
 * what could take long is checked for before it is done.
 * @param source the file's bytes, or its text as an editor has it
 * @param path for the problems, relative to what is loaded
 */
export function parseYaml(source: Uint8Array | string, path: string): ParsedYaml {
  const admission = admit(source, path);
  if (!admission.ok) {
    const { text, problem } = admission;
    return { text, lines: new LineIndex(text ?? ''), document: null, problems: [problem] };
  }
  const { text, lines } = admission;
  const tokens = tokenize(text);
  const foreign = tokens.foreign.map((one) => foreignProblem(one, lines, path));
  const refused = limitProblem(tokens, lines, path);
  if (refused !== null) {
    const known = tokens.past?.limit === 'errors' && foreign.length > 0 ? foreign : [refused];
    return { text, lines, document: null, problems: known };
  }
  const documents = compose(tokens.tokens, text.length);
  const [document] = documents;
  const problems = [
    ...foreign,
    ...syntaxProblems({ tokens: tokens.tokens, documents, text, lines, path, taken: foreign }),
    ...(document === undefined ? [] : duplicateKeys(document.contents, lines, path)),
  ].sort((a, b) => a.range.start.offset - b.range.start.offset);
  return { text, lines, document: problems.length === 0 ? (document ?? null) : null, problems };
}

/**
 * The tokens as documents. The schema is set so that no directive changes what a text means;
 * the library's own search for duplicate keys is quadratic, so it is off.
 */
function compose(tokens: readonly CST.Token[], length: number): Document.Parsed<ParsedNode>[] {
  const composer = new Composer<ParsedNode>({
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents: Document.Parsed<ParsedNode>[] = [];
  const { stackTraceLimit } = Error;
  try {
    // The library makes an Error for each mistake; a hundred thousand stack traces would be the bomb's cost.
    Error.stackTraceLimit = 0;
    for (const document of composer.compose(tokens, true, length)) {
      documents.push(document as Document.Parsed<ParsedNode>);
    }
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return documents;
}

function limitProblem({ past }: Tokens, lines: LineIndex, path: string): Problem | null {
  if (past === null) return null;
  const range = lines.range(past.offset, past.offset + 1);
  switch (past.limit) {
    case 'depth':
      return fileProblem(
        path,
        'file/too-deep',
        range,
        `More than ${LIMITS.depth} levels within each other: a record needs only a few.`,
      );
    case 'keys':
      return fileProblem(
        path,
        'file/too-many-keys',
        range,
        `This is key ${LIMITS.keys + 1} of one map: at most ${LIMITS.keys} are read, so split it.`,
      );
    case 'parts':
      return fileProblem(
        path,
        'file/too-large',
        range,
        'There are too many values in this file from here on: split it.',
      );
    case 'documents':
      return fileProblem(path, 'file/syntax', range, SECOND_DOCUMENT);
    case 'errors':
      return fileProblem(path, 'file/syntax', range, 'This is not YAML: there are too many errors to list.');
  }
}

function foreignProblem({ kind, offset, source }: Foreign, lines: LineIndex, path: string): Problem {
  const range = lines.range(offset, offset + source.length);
  const shown = source.length > 40 ? `${source.slice(0, 40)}…` : source;
  switch (kind) {
    case 'alias':
      return fileProblem(
        path,
        'file/alias',
        range,
        `YAML reads \`${shown}\` as an alias, which a record has none of: put the text in quotes, or write the value out.`,
      );
    case 'anchor':
      return fileProblem(
        path,
        'file/alias',
        range,
        `YAML reads \`${shown}\` as an anchor, which a record has none of: put the text in quotes, or take it out.`,
      );
    case 'tag':
      return fileProblem(
        path,
        'file/tag',
        range,
        `YAML reads \`${shown}\` as a tag, which a record has none of: put the text in quotes, or take it out.`,
      );
  }
}
