import type { TextChange } from '../yaml/edit/types';
import { sameLines, splitLines } from './same-lines';

/** What takes a file's change back: the text that must stand there, and the changes of that text that undo it. */
export interface UndoStep {
  /** The whole text that the change left. */
  readonly after: string;
  /** Changes of `after` that give the text before. */
  readonly changes: readonly TextChange[];
}

export type Undone =
  | { readonly ok: true; readonly changes: readonly TextChange[]; readonly text: string }
  | { readonly ok: false; readonly message: string; readonly mend: string };

/** Applies changes whose offsets are into the text before any of them, in any order; they must not overlap. */
export function applyTextChanges(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let at = 0;
  for (const change of sorted(changes)) {
    result += text.slice(at, change.offset) + change.text;
    at = change.offset + change.length;
  }
  return result + text.slice(at);
}

function sorted(changes: readonly TextChange[]): TextChange[] {
  return [...changes].sort((a, b) => a.offset - b.offset || a.length - b.length);
}

/** The step that takes `changes` of `before` back. */
export function undoStep(before: string, changes: readonly TextChange[]): UndoStep {
  let moved = 0;
  const inverse = sorted(changes).map((change): TextChange => {
    const offset = change.offset + moved;
    moved += change.text.length - change.length;
    const text = before.slice(change.offset, change.offset + change.length);
    return { offset, length: change.text.length, text };
  });
  return { after: applyTextChanges(before, changes), changes: inverse };
}

/**
 * The changes that take a step back in the file as it is now, which somebody may have edited since: moved to where
 * their stretch stands today. Refused where that stretch itself, or what touches it, is another text now.
 * Everything outside the stretch stays as it is.
 */
export function rebaseUndo(step: UndoStep, now: string): Undone {
  const { after } = step;
  const changes = sorted(step.changes);
  const first = changes[0];
  const last = changes.at(-1);
  if (first === undefined || last === undefined) return { ok: true, changes: [], text: now };
  if (now === after) return { ok: true, changes, text: applyTextChanges(now, changes) };
  const [old, fresh] = [splitLines(after), splitLines(now)];
  const became = sameLines(old.lines, fresh.lines);
  const rebased: TextChange[] = [];
  for (const change of changes) {
    const [from, to] = linesOf(old, change);
    const base = became[from];
    for (let line = from; line <= to; line++) {
      if (base === undefined || became[line] !== base + line - from) return GONE;
    }
    const moved = (fresh.starts[base ?? 0] ?? 0) - (old.starts[from] ?? 0);
    rebased.push({ ...change, offset: change.offset + moved });
  }
  return { ok: true, changes: rebased, text: applyTextChanges(now, rebased) };
}

const GONE: Undone = {
  ok: false,
  message: 'That text has been changed since, so nothing was undone.',
  mend: 'Edit it as it is now.',
};

/**
 * The lines that must stand as they did, first and last: those the change touches; where it puts text in between,
 * the neighbours too, since they are what says where it belongs.
 */
function linesOf(
  text: { lines: readonly string[]; starts: readonly number[] },
  change: TextChange,
): [number, number] {
  const end = change.offset + Math.max(0, change.length - 1);
  const from = lineAt(text.starts, change.offset);
  const to = lineAt(text.starts, end);
  if (change.length > 0) return [from, to];
  const inLine = change.offset - (text.starts[from] ?? 0);
  if (inLine === 0) return [Math.max(0, from - 1), to];
  const atEnd = inLine >= (text.lines[from] ?? '').trimEnd().length;
  return [from, atEnd ? Math.min(text.lines.length - 1, to + 1) : to];
}

function lineAt(starts: readonly number[], offset: number): number {
  return Math.max(
    0,
    starts.findLastIndex((start) => start <= offset),
  );
}
