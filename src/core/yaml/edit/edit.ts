import { PAST_LIMIT } from './admitted';
import { Changes } from './changes';
import { changedData, type Data, dataAt, dataOfValue, sameData } from './data';
import { type Opened, openYaml } from './open';
import { partsOf } from './parts';
import { type EditPlan, type Manner, planEdit } from './plan';
import { Refused, refuse } from './refusal';
import { applySplices, ordered, type Splice } from './source';
import type { EditResult, KeyOrder, YamlEdit } from './types';

/** What one edit made: the text after it, parsed, and the splices that led there, one round after the other. */
interface Made {
  readonly opened: Opened;
  readonly rounds: readonly (readonly Splice[])[];
}

/**
 * Makes edits of single values in a YAML text, one after the other, and touches only the lines of those values:
 * comments, order, quotes, blank lines, indentation and line endings elsewhere stay byte for byte (format.md, "Edits").
 *
 * The text after each edit is parsed again; unless its data are exactly the old ones with that one change,
 * and only the value's own lines have changed, the whole call is refused with a code `edit/…` and nothing is to be
 * written. The last entry taken from a map or list leaves `{}` or `[]`.
 *
 * @param text YAML of one document; LF or CRLF, with or without a byte order mark
 * @param options `keyOrder`: where new keys go; without it, at the end
 * @returns the text after all edits and the changes against `text`: ascending, apart from each other, none for a no-op
 */
export function editYaml(
  text: string,
  edits: readonly YamlEdit[],
  options: { readonly keyOrder?: KeyOrder } = {},
): EditResult {
  // The library takes a byte order mark before a list for text: it is put aside, and stays as it is.
  const mark = text.startsWith(MARK) ? MARK : '';
  try {
    const bare = text.slice(mark.length);
    const changes = new Changes(bare);
    let opened = openYaml(bare);
    for (const edit of edits) {
      const made = makeEdit(opened, edit, options.keyOrder);
      for (const round of made.rounds) changes.add(round);
      opened = made.opened;
    }
    const list = changes.list().map((change) => ({ ...change, offset: change.offset + mark.length }));
    return { ok: true, text: mark + opened.text, changes: list };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    if (error instanceof RangeError) return { ok: false, refusal: TOO_DEEP };
    throw error;
  }
}

const MARK = '\uFEFF';

const TOO_DEEP = {
  code: 'edit/too-deep',
  message: 'The file is nested too deep.',
  mend: 'Flatten it, then edit it again.',
};

function makeEdit(opened: Opened, edit: YamlEdit, keyOrder: KeyOrder | undefined): Made {
  if (isNoOp(opened.data, edit)) return { opened, rounds: [] };
  const parts = partsOf(opened.data, edit);
  const inParts = parts && attempt(() => makeParts(opened, parts, keyOrder));
  if (inParts) return inParts;
  // First as a person would write it; where that does not hold, on one line.
  const made =
    attempt(() => makeOnce(opened, edit, { keyOrder, careful: false })) ??
    attempt(() => makeOnce(opened, edit, { keyOrder, careful: true }));
  return (
    made ??
    refuse(
      'unsure',
      'The change can not be made without touching something else in the file.',
      'Make it by hand in the file.',
    )
  );
}

function isNoOp(data: Data, edit: YamlEdit): boolean {
  if (edit.op === 'set') return sameData(dataAt(data, edit.path), dataOfValue(edit.value));
  const list = dataAt(data, edit.path);
  return edit.op === 'move' && edit.from === edit.to && Array.isArray(list) && edit.from in list;
}

function makeParts(opened: Opened, parts: readonly YamlEdit[], keyOrder: KeyOrder | undefined): Made | null {
  let now = opened;
  const rounds: (readonly Splice[])[] = [];
  for (const part of parts) {
    const made = makeEdit(now, part, keyOrder);
    rounds.push(...made.rounds);
    now = made.opened;
  }
  return { opened: now, rounds };
}

/** What `make` made; null where its result did not hold. Any other refusal is final. */
function attempt(make: () => Made | null): Made | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'edit/unsure') return null;
    throw error;
  }
}

function makeOnce(opened: Opened, edit: YamlEdit, manner: Manner): Made | null {
  const plan = planEdit(opened, edit, manner);
  const splices = ordered(plan.splices);
  if (!staysInside(opened.text, { ...plan, splices })) return null;
  const after = reopened(applySplices(opened.text, splices));
  if (after === null || !sameData(after.data, changedData(opened.data, edit))) return null;
  return { opened: after, rounds: [splices] };
}

function reopened(text: string): Opened | null {
  try {
    return openYaml(text);
  } catch (error) {
    if (error instanceof Refused && !PAST_LIMIT.has(error.refusal.code)) return null;
    throw error;
  }
}

/** True where nothing outside of the value's lines goes but blanks and commas, and no splice overlaps the next. */
function staysInside(text: string, { splices, span: [from, to] }: EditPlan): boolean {
  let last = 0;
  for (const { at, remove } of splices) {
    if (at < last) return false;
    last = at + remove;
    const outside =
      text.slice(at, Math.min(last, Math.max(at, from))) + text.slice(Math.max(at, Math.min(to, last)), last);
    if (!/^[\s,]*$/.test(outside)) return false;
  }
  return true;
}
