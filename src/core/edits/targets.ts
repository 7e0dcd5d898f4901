import type { LoadedKata } from '../load/loaded';
import { slugOf } from '../model/ids';
import type { TargetCondition } from '../model/kata';
import { isUnreadable, kataReadable, lineOf, listed, refuse } from './planning';

/** All target conditions of the kata, as the file has them. */
export function targetsOf(kata: LoadedKata): readonly TargetCondition[] {
  return kata.record.value?.targets ?? [];
}

/** Where the active target stands in the list; -1 where none is active. */
export function activeTargetIndex(kata: LoadedKata): number {
  return targetsOf(kata).findIndex((target) => target.state === 'active');
}

export function activeTargetId(kata: LoadedKata): string | undefined {
  return targetsOf(kata)[activeTargetIndex(kata)]?.id;
}

/** What a new record is told that should name the active target condition, and can't: kata.yaml does not say it. */
export function noTargetNotes({ record }: LoadedKata, target: string | undefined): string[] {
  if (target !== undefined || !isUnreadable(record)) return [];
  return [
    `kata.yaml can't be read whole, so the record names no target condition: mend its text${lineOf(record)}, then set it.`,
  ];
}

/** Where the target stands in the list; refuses where there is none with this id. */
export function requireTargetIndex(kata: LoadedKata, id: string): number {
  const index = targetsOf(kata).findIndex((target) => target.id === id);
  if (index >= 0) return index;
  kataReadable(kata, `a target condition ${id}`);
  return refuse(
    'edit/not-there',
    `The kata ${kata.slug} has no target condition ${id}, so nothing was written.`,
    targetsOf(kata).length === 0
      ? 'It has none yet: set the first one, or leave the target out.'
      : `Name one by its id: ${listed(targetsOf(kata).map((target) => target.id))}.`,
  );
}

export function requireTarget(kata: LoadedKata, id: string): string {
  requireTargetIndex(kata, id);
  return id;
}

/** A new target's id: its title as a slug, with a number where that is taken. */
export function newTargetId(kata: LoadedKata, title: string): string {
  const slug = slugOf(title) || 'target';
  const taken = new Set(targetsOf(kata).map((target) => target.id));
  if (!taken.has(slug)) return slug;
  for (let count = 2; ; count++) if (!taken.has(`${slug}-${count}`)) return `${slug}-${count}`;
}
