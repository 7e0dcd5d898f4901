/** A text's lines with their breaks, so that joined they are the text; `starts` are their offsets. */
export function splitLines(text: string): { lines: string[]; starts: number[] } {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length;
  }
  return { lines, starts };
}

/**
 * Which line of `now` each line of `before` has become: a patience diff. Only what leaves no doubt is matched:
 * the same lines at both ends, those that stand once on either side, and so on between them.
 */
export function sameLines(before: readonly string[], now: readonly string[]): (number | undefined)[] {
  const matched: (number | undefined)[] = new Array(before.length).fill(undefined);
  const open: Span[] = [{ a: 0, aEnd: before.length, b: 0, bEnd: now.length }];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    let { a, aEnd, b, bEnd } = span;
    for (; a < aEnd && b < bEnd && before[a] === now[b]; a++, b++) matched[a] = b;
    for (; a < aEnd && b < bEnd && before[aEnd - 1] === now[bEnd - 1]; aEnd--, bEnd--)
      matched[aEnd - 1] = bEnd - 1;
    if (a === aEnd || b === bEnd) continue;
    const sure = anchors(before, now, { a, aEnd, b, bEnd });
    for (const anchor of sure) {
      matched[anchor.a] = anchor.b;
      open.push({ a, aEnd: anchor.a, b, bEnd: anchor.b });
      a = anchor.a + 1;
      b = anchor.b + 1;
    }
    if (sure.length > 0) open.push({ a, aEnd, b, bEnd });
  }
  return matched;
}

interface Span {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

interface Anchor {
  readonly a: number;
  readonly b: number;
}

/** Lines that stand once on either side, as many as keep their order. */
function anchors(before: readonly string[], now: readonly string[], span: Span): Anchor[] {
  const left = standingOnce(before, span.a, span.aEnd);
  const right = standingOnce(now, span.b, span.bEnd);
  const both = [...left].flatMap(([line, a]): Anchor[] => {
    const b = right.get(line);
    return b === undefined ? [] : [{ a, b }];
  });
  return longestRising(both);
}

function standingOnce(lines: readonly string[], from: number, to: number): Map<string, number> {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  for (let at = from; at < to; at++) {
    const line = lines[at] ?? '';
    if (places.has(line)) twice.add(line);
    else places.set(line, at);
  }
  for (const line of twice) places.delete(line);
  return places;
}

/** Of pairs in rising order of `a`, the longest row in which `b` rises too. */
function longestRising(pairs: readonly Anchor[]): Anchor[] {
  const piles: number[] = [];
  const under: number[] = new Array(pairs.length).fill(-1);
  pairs.forEach((pair, at) => {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[piles[middle] ?? 0]?.b ?? 0) < pair.b) low = middle + 1;
      else high = middle;
    }
    under[at] = low === 0 ? -1 : (piles[low - 1] ?? -1);
    piles[low] = at;
  });
  const row: Anchor[] = [];
  for (let at = piles.at(-1) ?? -1; at >= 0; at = under[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) row.push(pair);
  }
  return row.reverse();
}
