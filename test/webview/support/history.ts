import { derive } from '../../../src/core/experiments/history-index';
import { type KnownHistory, unknownHistory } from '../../../src/core/experiments/known-history';
import type { Experiment } from '../../../src/core/model/experiment';
import { type Drawn, drawHistory } from '../../support/history';
import type { Records } from './boards';

/** A full id from a few letters of it, as git's are. */
export function idOf(start: string): string {
  return start.padEnd(40, '0');
}

/** The records with a history drawn for them; names of commits become full ids. */
export function withHistory(
  records: Records,
  drawn: readonly Drawn[],
  refs: Readonly<Record<string, string>>,
  active: string | null = null,
): Records {
  const here = new Map<string, Experiment>(
    Object.entries(records.experiments ?? {}).flatMap(([id, value]) =>
      value === undefined ? [] : [[id, value] as const],
    ),
  );
  const { history, recordAt } = drawHistory(
    drawn.map(({ from, ...one }) => ({
      ...one,
      name: idOf(one.name),
      ...(from === undefined ? {} : { from: from.map(idOf) }),
    })),
    Object.fromEntries(Object.entries(refs).map(([name, target]) => [name, idOf(target)])),
  );
  const { experiments, elsewhere } = derive(history, here, recordAt);
  const known: KnownHistory = {
    // The drawn records lie in a kata of their own.
    derived: {
      experiments,
      elsewhere: elsewhere.map((one) => ({ ...one, path: one.path.replace('.kata/k/', '.kata/demo/') })),
    },
    recordAt,
    edge: history.edge,
    withoutRecords: false,
    prefix: '',
    active,
    why: null,
  };
  return { ...records, history: known };
}

/** The record as it was before its result. */
function predicted({ happened, values, learned, finished, outcome, ...rest }: Experiment): Experiment {
  return rest;
}

/**
 * A history of the rich board: a running experiment on its branch with a revert, one predicted before its result and
 * picked, one whose prediction was changed, one of which it can't be said, and one that only a remote branch holds.
 */
export function traced(rich: Records): Records {
  const record = (id: string): Experiment => rich.experiments?.[id] ?? { step: id };
  const cache = record('x-7f3kq');
  const work = idOf('2c81f0aa');
  const drawn: Drawn[] = [
    { name: 'a0000001', message: 'Begin the storyboard' },
    { name: 'a0000002', message: 'Start: keep a map of rates', records: { 'x-7f3kq': predicted(cache) } },
    { name: 'a0000003', message: 'Fill the map by one call\n\nKata-Experiment: x-7f3kq' },
    {
      name: 'a0000004',
      message: `Drop the old lookup\n\nKata-Experiment: x-7f3kq\n(cherry picked from commit ${work})`,
    },
    { name: 'a0000005', message: 'Say what the map gave', records: { 'x-7f3kq': cache } },
    {
      name: 'a0000006',
      message: 'Start: one call',
      records: { 'x-3kd0s': { ...predicted(record('x-3kd0s')), expect: '31 calls become two' } },
    },
    {
      name: 'a0000007',
      message: 'One call is slower',
      records: { 'x-3kd0s': { ...record('x-3kd0s'), expect: '31 calls become two' } },
    },
    { name: 'a0000008', message: 'Bring the older records', records: { 'x-00a1b': record('x-00a1b') } },
    {
      name: 'b0000001',
      message: 'Start: open the connection',
      records: { 'x-b2m4q': record('x-b2m4q') },
    },
    { name: 'b0000002', message: 'Open the tax connection before the first request' },
    {
      name: 'b0000003',
      message: `Revert "Open the tax connection before the first request"\n\nThis reverts commit ${idOf('b0000002')}.`,
    },
    {
      name: 'c0000001',
      from: ['a0000008'],
      message: 'Start: ask the gateway',
      records: {
        'x-w7n2c': {
          step: 'Ask the gateway for the rates',
          target: 'under-500',
          expect: 'The gateway has them in memory: under 20 ms',
          learner: 'Cem',
          started: '2026-11-20',
        },
      },
    },
    {
      name: 'd0000001',
      from: ['a0000008'],
      message: 'The map again, with other words',
      records: { 'x-7f3kq': { ...cache, happened: 'Fell, then rose', learned: 'Not sure yet.' } },
    },
  ];
  return withHistory(
    rich,
    drawn,
    {
      'refs/heads/main': 'a0000008',
      'refs/heads/kata/checkout/x-b2m4q': 'b0000003',
      'refs/remotes/origin/kata/checkout/x-w7n2c-gateway': 'c0000001',
      'refs/remotes/origin/cem/other-words': 'd0000001',
    },
    'x-b2m4q',
  );
}

/** A board of which no history is known. */
export function unknown(rich: Records): Records {
  return {
    ...rich,
    history: unknownHistory('Git’s history is not read: this folder is not in a git repository.'),
  };
}
