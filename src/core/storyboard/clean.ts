/** A number without the noise of binary fractions, to twelve digits: what is shown as equal is judged as equal. */
export function clean(value: number): number {
  // Most numbers are whole and short, and a text for each is what a long record's board would wait for.
  if (Number.isInteger(value) && Math.abs(value) < 1e12) return value;
  return Number(value.toPrecision(12));
}
