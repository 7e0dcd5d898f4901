import type { CST, YAMLError } from 'yaml';

/** Where quotes and brackets open: a person mends a missing end there, not where the file ran out. */
export interface Openings {
  /** The offsets that an error is shown at. */
  placeOf(error: YAMLError): readonly [number, number];
}

/** Looks up in the tokens of a text what an error about a missing end belongs to. */
export function openings(tokens: readonly CST.Token[]): Openings {
  return {
    placeOf(error) {
      const [start, end] = error.pos;
      if (/^Missing closing .quote/.test(error.message)) {
        const open = last(tokens, (token, tokenEnd) => isQuoted(token) && tokenEnd === start);
        return open === null ? [start, end] : [open, open + 1];
      }
      if (
        /^Flow (?:map|sequence) in block collection/.test(error.message) ||
        /Expected flow .* to end with/.test(error.message)
      ) {
        const open = last(tokens, (token) => token.type === 'flow-collection' && isOpen(token, start));
        return open === null ? [start, end] : [open, open + 1];
      }
      return [start, end];
    },
  };
}

function isQuoted(token: CST.Token): boolean {
  return token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar';
}

/** True where the collection begins before `offset` and has no closing bracket of its own before it. */
function isOpen(token: CST.FlowCollection, offset: number): boolean {
  if (token.start.offset >= offset) return false;
  const close = token.end.find((part) => part.type === 'flow-map-end' || part.type === 'flow-seq-end');
  return close === undefined || close.source.length === 0 || close.offset >= offset;
}

/** The start of the last token, innermost last, that `matches`. */
function last(
  tokens: readonly CST.Token[],
  matches: (token: CST.Token, end: number) => boolean,
): number | null {
  let found: number | null = null;
  const visit = (token: CST.Token | null | undefined): void => {
    if (token == null) return;
    const end = 'source' in token ? token.offset + token.source.length : 0;
    if (matches(token, end)) found = token.type === 'flow-collection' ? token.start.offset : token.offset;
    if (token.type === 'document') visit(token.value);
    if (token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection') {
      for (const item of token.items) {
        visit(item.key);
        visit(item.value);
      }
    }
  };
  for (const token of tokens) visit(token);
  return found;
}
