/** A number without the noise of binary fractions, to twelve digits: what is shown as equal is judged as equal. */
export function clean(value: number): number {
  return Number(value.toPrecision(12));
}
