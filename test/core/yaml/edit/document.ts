import type { GeneratorValue } from 'fast-check';
import * as fc from 'fast-check';

export type Model = string | number | boolean | null | Model[] | { [key: string]: Model };
export type Path = (string | number)[];

/** Ways of writing that a document is generated in. Numbers from 0 to 1 are how often. */
export interface Style {
  readonly step: number;
  readonly listStep: number;
  readonly gap: number;
  readonly eol: '\n' | '\r\n';
  readonly mixedEol: boolean;
  readonly bom: boolean;
  readonly finalNewline: boolean;
  readonly markers: boolean;
  readonly comments: number;
  readonly blanks: number;
  readonly flow: number;
  readonly flowLines: number;
  readonly single: number;
  readonly double: number;
  readonly block: number;
  readonly explicit: number;
  readonly quotedKeys: number;
  readonly unicodeKeys: boolean;
}

const PLAIN: Style = {
  step: 2,
  listStep: 2,
  gap: 1,
  eol: '\n',
  mixedEol: false,
  bom: false,
  finalNewline: true,
  markers: false,
  comments: 0.1,
  blanks: 0.1,
  flow: 0.1,
  flowLines: 0,
  single: 0.1,
  double: 0.1,
  block: 0.3,
  explicit: 0,
  quotedKeys: 0,
  unicodeKeys: false,
};

/** The 18 styles of writing: each is one habit that people have. */
export const STYLES: Readonly<Record<string, Style>> = {
  'block, two columns': PLAIN,
  'block, four columns': { ...PLAIN, step: 4, listStep: 4 },
  'block, one column': { ...PLAIN, step: 1, listStep: 1 },
  'block, eight columns': { ...PLAIN, step: 8, listStep: 3 },
  'lists under their key': { ...PLAIN, listStep: 0 },
  'wide dashes': { ...PLAIN, gap: 3, listStep: 0 },
  'flow on one line': { ...PLAIN, flow: 0.7 },
  'flow over several lines': { ...PLAIN, flow: 0.7, flowLines: 1, comments: 0.3 },
  'single quotes': { ...PLAIN, single: 0.9, block: 0 },
  'double quotes': { ...PLAIN, double: 0.9, single: 0, block: 0 },
  'block scalars': { ...PLAIN, block: 1, comments: 0.2 },
  'comments everywhere': { ...PLAIN, comments: 0.6 },
  'blank lines everywhere': { ...PLAIN, blanks: 0.6, comments: 0.3 },
  CRLF: { ...PLAIN, eol: '\r\n', comments: 0.3 },
  'mixed line endings, byte order mark': { ...PLAIN, mixedEol: true, bom: true },
  'no final newline': { ...PLAIN, finalNewline: false, comments: 0.2 },
  'document markers': { ...PLAIN, markers: true, comments: 0.3 },
  'explicit, quoted and foreign keys': { ...PLAIN, explicit: 0.3, quotedKeys: 0.4, unicodeKeys: true },
};

/** One line of a document, and the path of the innermost entry that it belongs to. */
export interface Line {
  readonly text: string;
  readonly owner: Path;
}

export interface Generated {
  readonly model: Model;
  readonly lines: readonly Line[];
  readonly text: string;
}

const WORDS = [
  'basket',
  'quote',
  'p95 is 840 ms',
  'tax calls',
  'it falls',
  'we learned',
  'Ana',
  'über',
  'v1.2',
  'a-b',
];
const KEYS = ['title', 'step', 'expect', 'values', 'facts', 'owner', 'note', 'p95', 'state', 'corners'];
const FOREIGN_KEYS = ['größe', '名前', 'ключ', 'a b', 'ünder', 'q', 'x-1', '🎯', 'k k k', 'end'];

/** Strings that YAML would read otherwise without care. */
export const HARD = [
  '12e4567',
  'yes',
  'null',
  '~',
  '',
  ' ',
  ' leading',
  'trailing ',
  'a: b',
  'a #b',
  '# x',
  '- x',
  '---',
  '...',
  '🎯 aim',
  'a\tb',
  '\t',
  '\u0000',
  '\u001b[31m',
  '\u2028',
  '\u0085',
  '\ufeffx',
  'a\r\nb',
  'a\rb',
  '\n',
  '\n\n',
  'a\n',
  'a\n\n',
  '\na',
  '  a\nb',
  'a\n  b\nc',
  'a\n\n\nb',
  'a \nb',
  "it's",
  'say "hi"',
  'back\\slash',
  '[a',
  '{a}',
  'a, b',
  ', a',
  '&a',
  '*a',
  '!a',
  '%a',
  '@a',
  '`a',
  '|',
  '>',
  '?',
  '? a',
  ': a',
  'a:',
  ':',
  '-',
  '0x1F',
  '0o7',
  '1_000',
  '.5',
  '-0',
  '.inf',
  '.nan',
  'true',
  'NULL',
  '2026-01-01',
  '<<',
  '=',
  '\ud800',
  'x'.repeat(300),
  'word '.repeat(60).trim(),
  'word '.repeat(60),
  `${'para graph '.repeat(15).trim()}\n\nsecond`,
  '__proto__',
  'a\n---\nb',
  'a\n# b',
  '#',
  "'",
  '"',
  "''",
  '\ud83c\udfaf',
  '1:30',
  'a\u00a0b',
  '\u00a0',
]; // prettier-ignore

/** Draws documents and edits; one `fc.gen` value gives one draw, so that failures shrink. */
export class Dice {
  constructor(private readonly g: GeneratorValue) {}

  below(limit: number): number {
    return this.g(fc.nat, { max: Math.max(0, limit - 1) });
  }

  often(share: number): boolean {
    return share > 0 && this.below(100) < share * 100;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  words(): string {
    return Array.from({ length: 1 + this.below(3) }, () => this.pick(WORDS)).join(' ');
  }

  prose(): string {
    return (
      Array.from({ length: 1 + this.below(3) }, () => this.words()).join(this.pick(['\n', '\n\n'])) +
      this.pick(['', '\n'])
    );
  }

  scalar(): Model {
    switch (this.below(9)) {
      case 0:
        return this.below(1000);
      case 1:
        return this.pick([true, false, null, 0.5, -3, 1e21]);
      case 2:
      case 3:
        return this.pick(HARD);
      case 4:
        return this.prose();
      default:
        return this.words();
    }
  }

  value(depth: number): Model {
    const kind = this.below(depth > 2 ? 3 : 6);
    if (kind < 4) return this.scalar();
    const size = this.below(4);
    if (kind === 4) return Array.from({ length: size }, () => this.value(depth + 1));
    return this.map(size, depth);
  }

  map(size: number, depth: number, keys: readonly string[] = KEYS): { [key: string]: Model } {
    const map: { [key: string]: Model } = {};
    for (let i = 0; i < size; i++) map[this.pick(keys)] = this.value(depth + 1);
    return map;
  }

  document(style: Style): Generated {
    const keys = style.unicodeKeys ? [...KEYS, ...FOREIGN_KEYS] : KEYS;
    const model: Model = this.often(0.1)
      ? Array.from({ length: 1 + this.below(4) }, () => this.value(0))
      : this.map(1 + this.below(6), 0, keys);
    const writer = new Writer(this, style);
    writer.document(model);
    let text = '';
    for (const [i, line] of writer.lines.entries()) {
      const last = i === writer.lines.length - 1;
      const eol = style.mixedEol ? this.pick(['\n', '\r\n']) : style.eol;
      text += line.text + (last && !style.finalNewline ? '' : eol);
    }
    return { model, lines: writer.lines, text: (style.bom ? '\ufeff' : '') + text };
  }
}

class Writer {
  readonly lines: Line[] = [];

  constructor(
    private readonly dice: Dice,
    private readonly style: Style,
  ) {}

  document(model: Model): void {
    if (this.dice.often(this.style.comments)) this.add([], '# the file', '');
    if (this.style.markers) this.add([], '---');
    if (Array.isArray(model)) this.list(model, 0, '', []);
    else if (model !== null && typeof model === 'object') this.map(model, 0, '', []);
    if (this.dice.often(this.style.comments)) this.add([], '', '# the end');
    if (this.style.markers && this.dice.often(0.5)) this.add([], '...');
  }

  private add(owner: Path, ...texts: string[]): void {
    for (const text of texts) this.lines.push({ text, owner });
  }

  private above(column: number, owner: Path): void {
    if (this.dice.often(this.style.blanks)) this.add(owner, '');
    if (this.dice.often(this.style.comments)) this.add(owner, `${' '.repeat(column)}# about the next`);
  }

  private comment(): string {
    return this.dice.often(this.style.comments) ? this.dice.pick([' # why', '   #', ' # a: b, "c"']) : '';
  }

  private map(map: { [key: string]: Model }, column: number, first: string, path: Path): void {
    for (const [i, [key, value]] of Object.entries(map).entries()) {
      const inline = i === 0 && first !== '';
      if (!inline) this.above(column, path);
      const start = inline ? first : ' '.repeat(column);
      const owner = [...path, key];
      const name = this.key(key);
      if (this.dice.often(this.style.explicit)) {
        this.add(owner, `${start}? ${name}${this.comment()}`);
        this.value(value, `${' '.repeat(column)}:`, column, 'explicit', owner);
      } else this.value(value, `${start}${name}:`, column, 'key', owner);
    }
  }

  private list(list: Model[], column: number, first: string, path: Path): void {
    for (const [i, value] of list.entries()) {
      const inline = i === 0 && first !== '';
      if (!inline) this.above(column, path);
      this.value(value, `${inline ? first : ' '.repeat(column)}-`, column, 'dash', [...path, i]);
    }
  }

  /** A value behind `start`, which ends with the colon or dash that stands at `column`. */
  private value(
    value: Model,
    start: string,
    column: number,
    kind: 'key' | 'dash' | 'explicit',
    owner: Path,
  ): void {
    const { style, dice } = this;
    const gap = ' '.repeat(kind === 'key' ? 1 : style.gap);
    if (value === null && dice.often(0.5)) {
      this.add(owner, start + this.comment());
      return;
    }
    if (value === null || typeof value !== 'object') {
      this.scalar(value, start + gap, column, owner);
      return;
    }
    const size = Object.keys(value).length;
    if (size === 0 || dice.often(style.flow)) {
      this.flow(value, start + gap, column, owner);
      return;
    }
    const compact = kind === 'dash' && dice.often(0.8);
    const step = Array.isArray(value) && kind !== 'dash' ? style.listStep : style.step;
    const inner = compact ? column + 1 + gap.length : column + Math.max(step, kind === 'key' ? step : 1);
    const first = compact ? start + gap : '';
    if (!compact) this.add(owner, start + this.comment());
    if (Array.isArray(value)) this.list(value, inner, first, owner);
    else this.map(value, inner, first, owner);
    if (inner > column && dice.often(style.comments / 3))
      this.add(owner, `${' '.repeat(column + 1)}# deeper`);
  }

  private scalar(value: string | number | boolean | null, start: string, column: number, owner: Path): void {
    if (
      typeof value === 'string' &&
      /^[a-zA-Zü][^#:\t\r\0]*$/.test(value) &&
      value.includes('\n') &&
      this.dice.often(this.style.block)
    ) {
      const lines = value.split('\n');
      const indent = ' '.repeat(column + Math.max(1, this.style.step));
      if (lines.every((line) => line === line.trim()) && /[^\n]\n?$/.test(value)) {
        const folded = this.dice.often(0.5);
        const ends = value.endsWith('\n');
        this.add(owner, `${start}${folded ? '>' : '|'}${ends ? '' : '-'}${this.comment()}`);
        const body = ends ? lines.slice(0, -1) : lines;
        for (const [i, line] of body.entries()) {
          if (folded && line !== '' && i > 0) this.add(owner, '');
          this.add(owner, line === '' ? '' : indent + line);
        }
        return;
      }
    }
    this.add(owner, start + this.atom(value) + this.comment());
  }

  private atom(value: Model): string {
    if (typeof value !== 'string') return String(value);
    const tame = /^[a-zA-Zü][\w .\-ü]*[\wü]$/.test(value) && !/^(yes|null|true|NULL)$/.test(value);
    if (tame && this.dice.often(this.style.single)) return `'${value}'`;
    if (tame && !this.dice.often(this.style.double)) return value;
    return JSON.stringify(value).replace(
      /[\u007f-\u009f\u2028\u2029\ufeff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }

  private key(key: string): string {
    if (this.dice.often(this.style.quotedKeys))
      return this.dice.often(0.5) ? `'${key}'` : JSON.stringify(key);
    return key;
  }

  private flow(value: Model[] | { [key: string]: Model }, start: string, column: number, owner: Path): void {
    const items = this.flowItems(value);
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    if (items.length === 0 || !this.dice.often(this.style.flowLines)) {
      this.add(owner, start + this.flowText(value) + this.comment());
      return;
    }
    this.add(owner, `${start}${open}${this.comment()}`);
    const trailing = this.dice.often(0.5);
    for (const [i, item] of items.entries()) {
      const comma = i < items.length - 1 || trailing ? ',' : '';
      this.add(owner, `${' '.repeat(column + 2)}${item}${comma}${this.comment()}`);
    }
    this.add(owner, `${' '.repeat(column + 1)}${close}${this.comment()}`);
  }

  private flowItems(value: Model[] | { [key: string]: Model }): string[] {
    if (Array.isArray(value)) return value.map((item) => this.flowText(item));
    return Object.entries(value).map(([key, item]) => `${this.key(key)}: ${this.flowText(item)}`);
  }

  private flowText(value: Model): string {
    if (value === null || typeof value !== 'object') return this.atom(value);
    const inner = this.flowItems(value).join(this.dice.pick([', ', ',  ', ' , ']));
    const pad = this.dice.pick(['', ' ']);
    return Array.isArray(value) ? `[${pad}${inner}${pad}]` : `{${pad}${inner}${pad}}`;
  }
}
