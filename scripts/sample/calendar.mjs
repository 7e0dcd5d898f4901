// The story's calendar: counted in working days from today, so that the board always looks alive.
const DAY = 86_400_000;

/** @typedef {(workdays: number) => string} WorkdayOf */

/**
 * The story's dates, all relative to `today`.
 * @param {string} today a calendar date such as `2026-11-22`
 */
export function calendar(today) {
  const time = Date.parse(`${today}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || Number.isNaN(time) || iso(time) !== today) {
    throw new Error(`${today} is not a calendar date such as 2026-11-22.`);
  }
  return {
    today,
    /** The working day that is `count` of them away from today; 0 is today, or the Friday before a weekend. @type {WorkdayOf} */
    workday(count) {
      const step = count < 0 ? -DAY : DAY;
      let at = time;
      while (isWeekend(at)) at -= DAY;
      for (let left = Math.abs(count); left > 0; ) {
        at += step;
        if (!isWeekend(at)) left -= 1;
      }
      return iso(at);
    },
    /** The first working day that is at least `days` calendar days after today. @param {number} days */
    inDays(days) {
      let at = time + days * DAY;
      while (isWeekend(at)) at += DAY;
      return iso(at);
    },
  };
}

/** @typedef {ReturnType<typeof calendar>} Calendar */

/** @param {number} time */
function isWeekend(time) {
  return [0, 6].includes(new Date(time).getUTCDay());
}

/** @param {number} time */
function iso(time) {
  return new Date(time).toISOString().slice(0, 10);
}
