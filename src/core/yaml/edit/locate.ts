import { isMap, isScalar } from 'yaml';
import { type Collection, contentEnd, type Item, isCollection, isEmpty, itemsOf } from './items';
import type { Opened } from './open';
import { refuse } from './refusal';
import type { YamlPath } from './types';

/** How far a path leads into a document. */
export interface Found {
  /** The deepest entry on the path that is there. */
  readonly item: Item;
  /** The collection that holds it with all its entries; null for the document itself. */
  readonly parent: Holder | null;
  /** What of the path is missing below it; empty where the whole path is there. */
  readonly rest: YamlPath;
}

export interface Holder {
  readonly item: Item;
  readonly node: Collection;
  readonly items: readonly Item[];
}

/** The document as the entry that holds its root value. */
export function rootItem({ doc, root, text }: Opened): Item {
  const written = root !== null && !isEmpty(root);
  const head = written ? (root.range?.[0] ?? 0) : (doc.range?.[0] ?? 0);
  const end = written ? contentEnd(root, text) : head;
  return { kind: 'root', name: '', head, valueAt: head, lead: '', value: written ? root : null, end };
}

/** Follows a path. Refuses one that leads through a scalar, by a name into a list, or past a list's end. */
export function locate(opened: Opened, path: YamlPath): Found {
  let item = rootItem(opened);
  let parent: Holder | null = null;
  for (const [depth, step] of path.entries()) {
    const rest = path.slice(depth);
    if (!isCollection(item.value)) {
      if (!isNothing(item)) wrongType(path.slice(0, depth), 'a single value', 'a map or a list');
      return { item, parent, rest };
    }
    const holder: Holder = { item, node: item.value, items: itemsOf(item.value, opened.text) };
    checkStep(holder, step, path.slice(0, depth));
    const next = holder.items.find(({ name }) => name === (isMap(holder.node) ? String(step) : step));
    if (next === undefined) return { item, parent, rest };
    item = next;
    parent = holder;
  }
  return { item, parent, rest: [] };
}

/** True for no value or a written null. */
export function isNothing(item: Item): boolean {
  return item.value === null || (isScalar(item.value) && item.value.value === null);
}

/** The collection in an entry, with its entries; null where there is none. */
export function holderOf(item: Item, text: string): Holder | null {
  return isCollection(item.value) ? { item, node: item.value, items: itemsOf(item.value, text) } : null;
}

function checkStep({ node, items }: Holder, step: string | number, path: YamlPath): void {
  if (isMap(node)) return;
  if (typeof step !== 'number') wrongType(path, 'a list', 'a map');
  if (!Number.isInteger(step) || step < 0 || step > items.length) {
    refuse(
      'missing',
      `${words(path)} has ${items.length} items, and none at ${step}.`,
      'Look at the file again, then edit what is there.',
    );
  }
}

/** Refuses an edit that takes one kind of value for another. */
export function wrongType(path: YamlPath, is: string, wanted: string): never {
  return refuse('type', `${words(path)} is ${is}, not ${wanted}.`, 'Mend the file by hand, then edit again.');
}

/** Refuses an edit of what is not there. */
export function missing(path: YamlPath): never {
  return refuse(
    'missing',
    `${words(path)} is not in the file.`,
    'Look at the file again, then edit what is there.',
  );
}

/** A path as people read it. */
export function words(path: YamlPath): string {
  if (path.length === 0) return 'The document';
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${step}`))
    .join('');
}
