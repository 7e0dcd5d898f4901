import { isMap, isScalar, isSeq, parseDocument } from 'yaml';

/** Words that a reader of YAML 1.1 takes for true or false: quoted, though YAML 1.2 reads them as text. */
const OLD_WORDS = /^(?:yes|no|on|off)$/i;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNPRINTABLE = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** True for text that can stand in a line of YAML without an escape. */
export function isPrintable(line: string): boolean {
  return !UNPRINTABLE.test(line) && !LONE_SURROGATE.test(line);
}

/** True for text that can stand without quotes, and is then read as just this text. */
export function isPlain(text: string, flow: boolean): boolean {
  if (text === '' || !isPrintable(text) || text.includes('\t') || OLD_WORDS.test(text)) return false;
  if (/^[\s\-?:,[\]{}#&*!|>'"%@`]/.test(text) && !/^[-?:][^\s,[\]{}]/.test(text)) return false;
  if (/\s$|:(?:\s|$)|\s#/.test(text) || /^(?:---|\.\.\.)/.test(text)) return false;
  if (flow && /[,[\]{}]|[:?](?:$|[,[\]{}])/.test(text)) return false;
  // The library has the last word on what is a number, a truth value or nothing.
  const node = parseDocument(flow ? `[${text}]` : `- ${text}`).contents;
  const item = isSeq(node) ? node.items[0] : undefined;
  return isScalar(item) && item.value === text;
}

/** Text in double quotes, on one line, whatever it holds. */
export function doubleQuoted(text: string): string {
  const body = JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return body;
}

/** Text in single quotes, or null where only double quotes can hold it. */
export function singleQuoted(text: string): string | null {
  if (!isPrintable(text) || text.includes('\t')) return null;
  return `'${text.replaceAll("'", "''")}'`;
}

/** Text on one line: plain where it can be, else in the quotes that need fewer escapes. */
export function oneLine(text: string, flow: boolean, quotes?: 'single' | 'double'): string {
  if (quotes === undefined && isPlain(text, flow)) return text;
  if (quotes === 'single') return singleQuoted(text) ?? doubleQuoted(text);
  if (quotes === 'double' || !text.includes('"') || text.includes("'")) return doubleQuoted(text);
  return singleQuoted(text) ?? doubleQuoted(text);
}

/** A key as text: plain where that reads back as this key and no other. */
export function keyText(name: string, flow: boolean): string {
  if (!isPlain(name, flow)) return doubleQuoted(name);
  const node = parseDocument(`${name}: 0`).contents;
  const key = isMap(node) ? node.items[0]?.key : undefined;
  return isScalar(key) && key.value === name && name !== '<<' ? name : doubleQuoted(name);
}
