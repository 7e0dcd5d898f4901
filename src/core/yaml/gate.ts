import type { Problem } from '../model/problem';
import { LIMITS } from './limits';
import { FILE_START, LineIndex } from './lines';
import { fileProblem } from './yaml-problem';

/** A file's text, if it may be looked at as YAML at all; else the one problem that stands before all others. */
export type Admission =
  | { readonly ok: true; readonly text: string; readonly lines: LineIndex }
  | { readonly ok: false; readonly problem: Problem; readonly text: string | null };

/**
 * Checks what has to hold before any parser sees a file: its size, that it is UTF-8 text, that no merge was left
 * half done. Linear in the file's size. A byte order mark of UTF-8 is fine, and stays in the text.
 */
export function admit(source: Uint8Array | string, path: string): Admission {
  const refuse = (code: `file/${string}`, message: string): Admission => ({
    ok: false,
    text: typeof source === 'string' ? source : null,
    problem: fileProblem(path, code, FILE_START, message),
  });
  if (byteLength(source) > LIMITS.bytes) {
    return refuse(
      'file/too-large',
      'This file is larger than 1 MiB: split it, or move long texts elsewhere.',
    );
  }
  const decoded = typeof source === 'string' ? { text: source, bad: null } : decode(source);
  if (decoded.bad === 'utf-16') {
    return refuse('file/encoding', 'This file is written in UTF-16: save it as UTF-8.');
  }
  const { text, bad } = decoded;
  const lines = new LineIndex(text);
  const refuseAt = (code: `file/${string}`, offset: number, message: string): Admission => ({
    ok: false,
    text,
    problem: fileProblem(path, code, lines.range(offset, offset + 1), message),
  });
  if (bad !== null) {
    return refuseAt('file/encoding', bad, 'The text here is not UTF-8: save the file as UTF-8.');
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    return refuseAt('file/encoding', nul, 'There is a NUL character here: save the file as UTF-8 text.');
  }
  const marker = /^(?:<{7}|\|{7}|>{7})(?:[ \r].*)?$|^={7}\r?$/m.exec(text);
  if (marker !== null) {
    return refuseAt(
      'file/conflict-markers',
      marker.index,
      'A merge conflict is left here: choose between its sides and take out the marker lines.',
    );
  }
  const loneReturn = /\r(?!\n)/.exec(text);
  if (loneReturn !== null) {
    return refuseAt(
      'file/syntax',
      loneReturn.index,
      'This line ends with a carriage return alone: save the file with LF or CRLF line ends.',
    );
  }
  return { ok: true, text, lines };
}

/** The size in UTF-8, without encoding a text that is plainly small or large enough. */
function byteLength(source: Uint8Array | string): number {
  if (typeof source !== 'string') return source.length;
  if (source.length * 3 <= LIMITS.bytes || source.length > LIMITS.bytes) return source.length;
  return new TextEncoder().encode(source).length;
}

type Decoded = { text: string; bad: number | null } | { text: null; bad: 'utf-16' };

function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { text: null, bad: 'utf-16' };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), bad: null };
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), bad: firstBad(bytes) };
  }
}

/** The offset in the text of the first byte that is not UTF-8: where the longest good beginning ends. */
function firstBad(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (beginning(bytes, middle) === null) bad = middle;
    else good = middle;
  }
  return beginning(bytes, good)?.length ?? 0;
}

/** The first `count` bytes as text, without a character that they only begin; null where they are not UTF-8. */
function beginning(bytes: Uint8Array, count: number): string | null {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return decoder.decode(bytes.subarray(0, count), { stream: true });
  } catch {
    return null;
  }
}
