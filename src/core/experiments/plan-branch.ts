import type { Refused } from '../edits/change';
import type { LoadedKata } from '../load/loaded';
import { slugOf } from '../model/ids';

/** What names of experiments' branches begin with, where `config.yaml` does not say. */
export const BRANCH_PREFIX = 'kata/';

/** The name of an experiment's branch: `kata/checkout-latency/x-7f3kq-cache-tax-rates`. */
export function branchNameOf(prefix: string, slug: string, id: string, title: string): string {
  const words = slugOf(title);
  return `${prefix}${slug}/${id}${words === '' ? '' : `-${words}`}`;
}

/** The short name of an experiment's own branch. Refuses a prefix of `config.yaml` that git takes in no name. */
export function planBranch(
  kata: LoadedKata,
  id: string,
  title: string,
): { readonly ok: true; readonly name: string } | Refused {
  const prefix = kata.home.config?.value?.branchPrefix ?? BRANCH_PREFIX;
  const name = branchNameOf(prefix, kata.slug, id, title);
  if (isBranchName(name)) return { ok: true, name };
  return {
    ok: false,
    code: 'edit/invalid',
    message: `Git takes no branch whose name begins with ${JSON.stringify(prefix)}, so nothing was written.`,
    mend: 'Change branchPrefix in config.yaml, such as to kata/.',
  };
}

/**
 * True for a name that git takes for a branch, by the rules of `git check-ref-format --branch`. Stricter in two ways:
 * a name that begins with `refs/` would be read as another ref by many commands, and a single `@` is one of git's own names.
 */
export function isBranchName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (name === '' || /[\u0000-\u0020\u007f~^:?*[\\]/.test(name) || /\.\.|@\{|\/\/|\.$/.test(name))
    return false;
  if (name.startsWith('-') || name.startsWith('refs/') || name === 'HEAD' || name === '@') return false;
  return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}

/** The branch that stands in the way of a new one: the same, or one whose name would have to be a folder of the other's. */
export function branchInTheWay(name: string, branches: Iterable<string>): string | null {
  for (const other of branches) {
    if (other === name || name.startsWith(`${other}/`) || other.startsWith(`${name}/`)) return other;
  }
  return null;
}
