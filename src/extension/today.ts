import type { IsoDate } from '../core/model/dates';

/** Today in the local calendar. */
export function today(now = new Date()): IsoDate {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A number from 0 up to, not including, 1, from the system's cryptographic source: for new ids. */
export function random(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}
