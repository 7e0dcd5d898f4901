import { isDate } from '../src/core/model/dates';
import type { Value } from './board';

export type FieldKind = 'line' | 'prose' | 'number' | 'date';

export type Read = { readonly value: Value } | { readonly wrong: string; readonly mend: string };

/** The text that a field opens with. A block of prose ends in line breaks that nobody types; they are put back by `readField`. */
export function textOf(value: Value): string {
  return value === null ? '' : String(value).replace(/\n+$/, '');
}

/**
 * What a typed text means for a field of this kind: a value (null for nothing), or what is wrong
 * with it and how to mend it. `was` is what the field said: its closing line breaks stay.
 */
export function readField(kind: FieldKind, text: string, was: Value, required: string): Read {
  const trimmed = text.trim();
  if (trimmed === '') {
    return required ? { wrong: required, mend: 'Write it, or press Escape.' } : { value: null };
  }
  if (kind === 'number') {
    const value = readNumber(trimmed);
    if (value === undefined)
      return { wrong: `“${trimmed}” is not a number.`, mend: 'Write it like 640 or 0.5.' };
    return { value };
  }
  if (kind === 'date') {
    if (!isDate(trimmed)) return { wrong: `“${trimmed}” is not a date.`, mend: 'Write it like 2026-11-25.' };
    return { value: trimmed };
  }
  if (kind === 'line') return { value: trimmed.replace(/\s*\n\s*/g, ' ') };
  const ending = typeof was === 'string' ? (/\n+$/.exec(was)?.[0] ?? '') : '';
  return { value: text.replace(/\s+$/, '') + ending };
}

/** Reads a number that a person typed; null for an empty text, undefined for something else. */
export function readNumber(text: string): number | null | undefined {
  const trimmed = text.trim().replace(/^−/, '-');
  if (trimmed === '') return null;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}
