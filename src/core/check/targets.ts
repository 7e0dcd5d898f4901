import type { LoadedKata } from '../load/loaded';
import { daysBetween, type IsoDate } from '../model/dates';
import type { TargetCondition } from '../model/kata';
import { workBegan } from '../model/work-began';
import { relatedPlace } from './places';
import type { Rule } from './rule';

/** The practice's horizon for a target condition: from one week to three months. */
const SHORTEST = 7;
const LONGEST = 92;

interface Active {
  readonly target: TargetCondition;
  readonly index: number;
}

function activeTargets(kata: LoadedKata): Active[] {
  return (kata.record.value?.targets ?? [])
    .map((target, index) => ({ target, index }))
    .filter(({ target }) => target.state === 'active');
}

/** What a target condition is called in a message. */
function named({ target }: Active): string {
  return `Target condition ${target.id || (target.title ?? 'without an id')}`;
}

export const targetNoneActive: Rule = {
  code: 'target/none-active',
  severity: 'warning',
  asks: 'Is there a target condition that the team works towards now?',
  find(kata) {
    const { record } = kata;
    // A state that can't be read may be the active one.
    const unread = record.problems.some(({ field }) => /^targets(?:\.\d+(?:\.state)?)?$/.test(field));
    if (record.value === undefined || unread || activeTargets(kata).length > 0) return [];
    const message = 'No target condition is active: set the next one.';
    return [{ record, at: record.value.targets === undefined ? [] : ['targets'], message }];
  },
};

export const targetSeveralActive: Rule = {
  code: 'target/several-active',
  severity: 'warning',
  asks: 'Is at most one target condition active?',
  find(kata) {
    const { record } = kata;
    const [first, ...others] = activeTargets(kata);
    if (first === undefined) return [];
    return others.map((other) => ({
      record,
      at: ['targets', other.index, 'state'],
      message: `${named(other)} is active beside ${first.target.id}: keep one, plan or close the other.`,
      related: [relatedPlace(record, ['targets', first.index, 'state'], 'This one is active too')],
    }));
  },
};

export const targetOverdue: Rule = {
  code: 'target/overdue',
  severity: 'warning',
  asks: 'Is the active target condition not past its date?',
  find(kata, today) {
    return activeTargets(kata)
      .filter(({ target }) => target.achieveBy !== undefined && target.achieveBy < today)
      .map((active) => ({
        record: kata.record,
        at: ['targets', active.index, 'achieveBy'],
        message: `${named(active)} was due on ${active.target.achieveBy}: reflect, close it, and set the next.`,
      }));
  },
};

/**
 * The horizon is the time that the team gives itself, from the day work on the target began to its date.
 */
export const targetHorizon: Rule = {
  code: 'target/horizon',
  severity: 'warning',
  asks: 'Is the active target condition one week to three months ahead?',
  find(kata, today) {
    return activeTargets(kata).flatMap((active) => {
      const { achieveBy } = active.target;
      if (achieveBy === undefined || achieveBy < today) return [];
      const days = daysBetween(beganBy(kata, active.target, today), achieveBy);
      if (days >= SHORTEST && days <= LONGEST) return [];
      const far =
        days > LONGEST
          ? 'over three months ahead: choose a nearer condition'
          : 'under a week ahead: give it time to learn';
      return [
        {
          record: kata.record,
          at: ['targets', active.index, 'achieveBy'],
          message: `${named(active)} is ${far}; one week to three months works best.`,
        },
      ];
    });
  },
};

/** The earliest day that records know for it; today where they know none. */
function beganBy(kata: LoadedKata, target: TargetCondition, today: IsoDate): IsoDate {
  const experiments = kata.experiments.flatMap(({ value }) => value ?? []);
  const began = workBegan(target, kata.record.value?.targets ?? [], experiments) ?? today;
  return began < today ? began : today;
}

export const targetNoMetric: Rule = {
  code: 'target/no-metric',
  severity: 'warning',
  asks: 'Does the active target condition set a number?',
  find(kata) {
    const unread = kata.record.problems.map(({ field }) => field);
    return activeTargets(kata)
      .filter(({ target, index }) => {
        const given = Object.keys(target.values ?? {}).length > 0;
        return !given && !unread.some((field) => field.startsWith(`targets.${index}.values`));
      })
      .map((active) => ({
        record: kata.record,
        at: ['targets', active.index],
        message: `${named(active)} sets no number: give it \`values\`, so that you can see when it is reached.`,
      }));
  },
};
