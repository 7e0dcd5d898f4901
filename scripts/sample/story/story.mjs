// What the team did, in the order of time.
import { History } from '../history.mjs';
import { beginCheckout, coachYesterday, graspAfterCache, missUnder700, reachKnownP95 } from './checkout.mjs';
import { planAskingAtPeak } from './experiments/ask-at-peak.mjs';
import { askInOneCall } from './experiments/batch-call.mjs';
import { finishCachingRates, startCachingRates } from './experiments/cache-rates.mjs';
import { finishClockInTests, startClockInTests } from './experiments/clock-in-tests.mjs';
import { writeDownFirstFailures } from './experiments/first-failures.mjs';
import { finishKeepingConnections, startKeepingConnections } from './experiments/keep-connections.mjs';
import { queueLongBaskets } from './experiments/long-baskets.mjs';
import { finishOwnPorts, startOwnPorts } from './experiments/own-port.mjs';
import { priceLinesInParallel } from './experiments/parallel-lines.mjs';
import { finishReadingProductsOnce, startReadingProductsOnce } from './experiments/read-products-once.mjs';
import { carrySecondRun } from './experiments/second-run.mjs';
import { shareRates } from './experiments/share-rates.mjs';
import { cleanReplay, finishShortLoadTest, startShortLoadTest } from './experiments/short-load-test.mjs';
import { finishTimingQuotes, startTimingQuotes } from './experiments/time-quotes.mjs';
import { startWarmStart, workOnWarmStart } from './experiments/warm-start.mjs';
import { beginFlaky, coachFlaky, reachUnderTen } from './flaky.mjs';
import { countCalls, countReruns, readP95 } from './measurements.mjs';
import { beginService, saySafeShutdown, sellTea } from './service.mjs';
import { teller } from './teller.mjs';

/**
 * Thirteen weeks of a team of three, up to the day before `dates.today`.
 * @param {import('../calendar.mjs').Calendar} dates
 */
export function tellStory(dates) {
  const told = teller(new History(), dates);
  beginService(told);
  beginCheckout(told);
  startTimingQuotes(told);
  finishTimingQuotes(told);
  readP95(told, -53, 910);
  reachKnownP95(told);
  readP95(told, -50, 905);
  startKeepingConnections(told);
  readP95(told, -46, 908);
  finishKeepingConnections(told);
  priceLinesInParallel(told);
  readP95(told, -40, 838);
  queueLongBaskets(told);
  readP95(told, -34, 850, 'after the queue was taken back');
  startReadingProductsOnce(told);
  sellTea(told);
  finishReadingProductsOnce(told);
  beginFlaky(told);
  readP95(told, -26, 835);
  startOwnPorts(told);
  countReruns(told, -24, 11);
  finishOwnPorts(told);
  missUnder700(told);
  askInOneCall(told);
  readP95(told, -17, 840);
  countCalls(told, -17, 31, 'as before the batch call');
  carrySecondRun(told);
  startCachingRates(told);
  countReruns(told, -16, 8);
  reachUnderTen(told);
  startClockInTests(told);
  readP95(told, -13, 846);
  saySafeShutdown(told);
  finishCachingRates(told);
  finishClockInTests(told);
  graspAfterCache(told);
  startShortLoadTest(told);
  readP95(told, -7, 655, 'Monday baskets');
  finishShortLoadTest(told);
  readP95(told, -5, 636);
  coachFlaky(told);
  countReruns(told, -5, 6);
  writeDownFirstFailures(told);
  startWarmStart(told);
  planAskingAtPeak(told);
  shareRates(told);
  workOnWarmStart(told);
  coachYesterday(told);
  readP95(told, -1, 640);
  cleanReplay(told);
  return told.history;
}
