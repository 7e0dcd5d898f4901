// Figures that the team read from staging, as points in .kata/…/measurements.
import { append } from '../changes.mjs';
import { ana, cem } from './people.mjs';

/** @typedef {import('./teller.mjs').Teller} Teller */

/**
 * One point in the file that it belongs to: an experiment's, or the month's.
 * @param {Teller} teller
 * @param {{ kata: string, metric: string, workday: number, at?: string, value: number, note?: string, experiment?: string }} point
 */
export function measured({ day }, { kata, metric, workday, at = '09:05', value, note, experiment }) {
  const date = day(workday);
  const path = `.kata/${kata}/measurements/${metric}/${experiment ?? date.slice(0, 7)}.yaml`;
  const more = note === undefined ? '' : `, note: ${note}`;
  return append(path, `- { at: ${date}T${at}:00Z, value: ${value}${more} }\n`);
}

/**
 * The week's figures of the checkout kata, in one commit, as someone on the team does it.
 * @param {Teller} teller
 * @param {number} workday
 * @param {number} p95
 * @param {string} [note]
 */
export function readP95(teller, workday, p95, note) {
  const by = workday % 2 === 0 ? ana : cem;
  const point = { kata: 'checkout-latency', metric: 'p95', workday, value: p95, note };
  teller.history.commit('main', teller.when(by, workday, '10:10', `p95 is ${p95} ms`), [
    measured(teller, point),
  ]);
}

/**
 * @param {Teller} teller
 * @param {number} workday
 * @param {number} calls
 * @param {string} note
 */
export function countCalls(teller, workday, calls, note) {
  const point = { kata: 'checkout-latency', metric: 'calls', workday, at: '10:20', value: calls, note };
  teller.history.commit('main', teller.when(ana, workday, '11:40', `${calls} tax calls per quote, ${note}`), [
    measured(teller, point),
  ]);
}

/**
 * @param {Teller} teller
 * @param {number} workday
 * @param {number} reruns
 */
export function countReruns(teller, workday, reruns) {
  const point = { kata: 'flaky-builds', metric: 'reruns', workday, at: '16:00', value: reruns };
  teller.history.commit('main', teller.when(cem, workday, '17:02', `${reruns} builds run again this week`), [
    measured(teller, point),
  ]);
}
