import { relatedPlace } from './places';
import type { Rule } from './rule';

export const obstacleSeveralAddressing: Rule = {
  code: 'obstacle/several-addressing',
  severity: 'warning',
  asks: 'Does the team address one obstacle at a time?',
  find(kata) {
    const [first, ...others] = kata.obstacles.filter(({ value }) => value?.state === 'addressing');
    if (first === undefined) return [];
    return others.map((record) => ({
      record,
      at: ['state'],
      message: `${record.value?.title || record.handle} is addressed beside ${first.value?.title || first.handle}: park one of the two.`,
      related: [relatedPlace(first, ['state'], 'This one is addressed too')],
    }));
  },
};
