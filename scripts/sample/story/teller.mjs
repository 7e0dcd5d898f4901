/** @typedef {import('../calendar.mjs').Calendar} Calendar */
/** @typedef {import('../history.mjs').Person} Person */

/**
 * What each part of the story tells with: the history, its dates, and a short way to say who did what when.
 * @param {import('../history.mjs').History} history
 * @param {Calendar} dates
 */
export function teller(history, dates) {
  return {
    history,
    dates,
    /** The working day that is so many of them away from today. */
    day: dates.workday,
    /**
     * @param {Person} by
     * @param {number} workday how many working days from today
     * @param {string} at the time of day
     * @param {string} message
     */
    when: (by, workday, at, message = '') => ({ by, on: dates.workday(workday), at, message }),
  };
}

/** @typedef {ReturnType<typeof teller>} Teller */

/**
 * An experiment's id, its branch and its record's path, as the tool names them.
 * @param {string} kata
 * @param {string} id
 * @param {string} words
 */
export function experiment(kata, id, words) {
  return {
    id,
    branch: `kata/${kata}/${id}-${words}`,
    record: `.kata/${kata}/experiments/${id}-${words}.yaml`,
  };
}
