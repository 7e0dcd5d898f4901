import { CST, Lexer, Parser } from 'yaml';
import { LIMITS } from './limits';

/** A stretch of the text that is not part of the format. */
export interface Foreign {
  readonly kind: 'alias' | 'anchor' | 'tag';
  readonly offset: number;
  readonly source: string;
}

export interface Tokens {
  /** The documents, directives, errors and comments of the text: what `Composer` takes. */
  readonly tokens: readonly CST.Token[];
  readonly foreign: readonly Foreign[];
  /** Set where reading stopped, because a limit was passed: the offset of what went past it. */
  readonly past: {
    readonly limit: 'depth' | 'keys' | 'parts' | 'documents' | 'errors';
    readonly offset: number;
  } | null;
}

/**
 * Cuts a text into YAML's tokens, and stops at the first that goes past a limit. The tokens are built without
 * recursion, so this is linear however deep a bomb nests, and what comes out is safe to compose.
 */
export function tokenize(text: string): Tokens {
  const lexer = new Lexer();
  const parser = new Parser();
  // The parser takes a byte order mark for a column, and so a list after it for text: it is put aside, and counted.
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  parser.offset = text.length - bare.length;
  const tokens: CST.Token[] = [];
  const foreign: Foreign[] = [];
  const wrong = new WrongSoFar();
  let parts = 0;
  let scalarNext = false;
  for (const source of lexer.lex(bare)) {
    const type: string | null = scalarNext ? null : CST.tokenType(source);
    scalarNext = type === 'scalar';
    const offset = parser.offset;
    if (type === 'alias' || type === 'anchor' || type === 'tag') {
      foreign.push({ kind: type, offset, source });
      if (foreign.length >= LIMITS.listed) return { tokens, foreign, past: { limit: 'errors', offset } };
    }
    wrong.sawIndicator(type, offset);
    if (type === 'double-quoted-scalar') wrong.sawQuoted(source, offset);
    for (const token of parser.next(source)) {
      if (token.type === 'error') wrong.sawError(token.offset);
      if (token.type === 'document') wrong.sawDocument(token.offset);
      tokens.push(token);
    }
    const past = pastLimit(parser.stack) ?? wrong.past();
    if (past !== null) return { tokens, foreign, past };
    if (++parts > LIMITS.parts) return { tokens, foreign, past: { limit: 'parts', offset } };
  }
  for (const token of parser.end()) tokens.push(token);
  const past = tokens.reduce<Tokens['past']>((found, token) => found ?? manyKeysWithin(token), null);
  return { tokens, foreign, past };
}

/** An escape in double quotes; what makes it a good one stands in the group. */
const ESCAPE =
  /\\([0abefnrtvNLP_ "/\\\t\n]|\r\n|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U00(?:0[\dA-Fa-f]|10)[\dA-Fa-f]{4}|)/g;

/** Counts what can only be wrong, so that a text of nothing else is given up early: each mistake costs more than a value. */
class WrongSoFar {
  readonly #errors: number[] = [];
  readonly #documents: number[] = [];
  #before: string | null = null;

  sawError(offset: number): void {
    this.#errors.push(offset);
  }

  sawDocument(offset: number): void {
    this.#documents.push(offset);
  }

  /** `,,` and its like: the parser takes them, and the composer makes an error of each. */
  sawIndicator(type: string | null, offset: number): void {
    if (type === 'space' || type === 'newline' || type === 'comment') return;
    const isIndicator = type === 'comma' || type === 'explicit-key-ind' || type === 'map-value-ind';
    if (isIndicator && type === this.#before) this.sawError(offset);
    this.#before = type;
  }

  /** The composer makes an error of each escape that is none. */
  sawQuoted(source: string, offset: number): void {
    for (const { index, 1: good } of source.matchAll(ESCAPE)) {
      if (good === '') this.sawError(offset + index);
      if (this.#errors.length > LIMITS.listed) return;
    }
  }

  past(): Tokens['past'] {
    const [error] = this.#errors;
    if (error !== undefined && this.#errors.length > LIMITS.listed) return { limit: 'errors', offset: error };
    // A document comes when it ends, so the third one's coming means that the second has ended.
    const second = this.#documents[1];
    return second !== undefined && this.#documents.length > 2 ? { limit: 'documents', offset: second } : null;
  }
}

/** The stack also holds the document and the scalar that is being built, so its length is a quick upper bound of the depth. */
function pastLimit(stack: readonly CST.Token[]): Tokens['past'] {
  if (stack.length > LIMITS.depth) {
    const collections = stack.filter(isCollection);
    const tooDeep = collections[LIMITS.depth];
    if (tooDeep !== undefined) return { limit: 'depth', offset: startOf(tooDeep) };
  }
  // One spare: the parser keeps an empty item for the line after the last.
  for (let at = stack.length - 1; at >= 0 && at >= stack.length - 2; at--) {
    const top = stack[at];
    if (top !== undefined && isMap(top) && top.items.length > LIMITS.keys + 1) return manyKeys(top);
  }
  return null;
}

function isCollection(token: CST.Token): token is CST.BlockMap | CST.BlockSequence | CST.FlowCollection {
  return token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection';
}

function isMap(token: CST.Token): token is CST.BlockMap | CST.FlowCollection {
  return token.type === 'block-map' || (token.type === 'flow-collection' && token.start.source === '{');
}

function startOf(token: CST.BlockMap | CST.BlockSequence | CST.FlowCollection): number {
  return token.type === 'flow-collection' ? token.start.offset : token.offset;
}

/** Whether a map has more keys than may be; the offset is that of the first key too many. */
function manyKeys(map: CST.BlockMap | CST.FlowCollection): Tokens['past'] {
  const keyed = map.items.filter((item) => item.key != null || item.sep !== undefined || item.value != null);
  const extra = keyed[LIMITS.keys];
  if (extra === undefined) return null;
  const at = extra.key ?? extra.sep?.[0] ?? extra.value;
  return { limit: 'keys', offset: at == null ? startOf(map) : firstOffset(at) };
}

function firstOffset(token: CST.Token): number {
  return isCollection(token) ? startOf(token) : token.offset;
}

/** Looks for a map with too many keys in a finished document: only maps at most one key past the limit get this far. */
function manyKeysWithin(token: CST.Token | null | undefined): Tokens['past'] {
  if (token == null) return null;
  if (token.type === 'document') return manyKeysWithin(token.value);
  if (!isCollection(token)) return null;
  if (isMap(token) && token.items.length > LIMITS.keys) {
    const past = manyKeys(token);
    if (past !== null) return past;
  }
  for (const item of token.items) {
    const past = manyKeysWithin(item.key) ?? manyKeysWithin(item.value);
    if (past !== null) return past;
  }
  return null;
}
