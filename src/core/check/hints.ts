import type { KataHome } from '../load/loaded';
import type { Problem } from '../model/problem';
import { checkHome } from './check';
import { recordsOf } from './places';

/** What is only a hint, such as a key that the format does not have; what `config.yaml` weighs otherwise is none. */
export function hintsIn(homes: readonly KataHome[]): Problem[] {
  return homes.flatMap((home) => {
    // Of its own files and settings only: no rule of the practice gives a hint.
    const own = checkHome({ ...home, katas: [] }, { today: '' });
    const weighed = home.config?.value?.check ?? {};
    const records = home.katas.flatMap((kata) => recordsOf(kata).flatMap(({ problems }) => problems));
    const read = records.filter(({ code }) => !Object.hasOwn(weighed, code));
    return [...own, ...read].filter(({ severity }) => severity === 'hint');
  });
}
