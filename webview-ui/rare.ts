import type { TextField } from '../src/core/storyboard/view';
import { keyOf } from './board';
import type { MenuItem } from './menu';

/**
 * Fields that are seldom filled in are not shown while they are empty (`rare`): a row's menu offers
 * them, and opens the field where it stands.
 */
export function addLater(fields: readonly (readonly [TextField, string])[]): MenuItem[] {
  return fields
    .filter(([of]) => of.value === null || of.value === '')
    .map(([of, word]) => ({ word, choose: () => editAt(keyOf(of.at)) }));
}

/** Opens the field with the given key, where the board shows it. */
export function editAt(key: string): void {
  for (const field of document.querySelectorAll('kata-field')) if (field.key === key) return field.edit();
}

declare global {
  interface HTMLElementTagNameMap {
    'kata-field': import('./field').KataField;
    'kata-add': import('./add').KataAdd;
  }
}
