// Planned: agreed on, not started.
import { write } from '../../changes.mjs';
import { cem } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('checkout-latency', 'x-f6v3s', 'ask-at-peak');

/** @param {import('../teller.mjs').Teller} teller */
export function planAskingAtPeak({ history, when }) {
  history.commit('main', when(cem, -3, '11:32', 'Plan an hour of 200 requests/s with the tax team'), [
    write(
      it.record,
      `title: Tax service at peak
target: under-500
obstacle: o-r4w7e
step: Send 200 requests/s for one hour, with the tax team watching
expect: We see where it begins to slow down, and what it says then
learner: Cem
`,
    ),
  ]);
}
