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
  [...document.querySelectorAll('kata-field')].find((field) => field.key === key)?.edit();
}

declare global {
  interface HTMLElementTagNameMap {
    'kata-field': import('./field').KataField;
    'kata-add': import('./add').KataAdd;
  }
}
