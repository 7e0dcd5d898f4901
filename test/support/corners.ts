import type { Corner, Corners } from '../../src/core/corners/corner';

/** A corner with nothing known of it but its id and its state. */
export function corner(given: Partial<Corner> & Pick<Corner, 'id'>): Corner {
  return {
    kata: 'demo',
    home: '',
    experiment: 'x-7f3kq',
    what: given.id,
    why: null,
    plan: null,
    owner: null,
    until: null,
    path: null,
    state: 'open',
    kept: null,
    overdue: false,
    places: [],
    evidence: null,
    cut: null,
    ...given,
  };
}

export function corners(all: readonly Corner[], more: Partial<Corners> = {}): Corners {
  return { corners: all, skipped: [], why: [], ...more };
}
