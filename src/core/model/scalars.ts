import * as z from 'zod';
import { isDate, isInstant } from './dates';
import { type IdPrefix, isId, isSlug } from './ids';

/** A calendar date without time zone. */
export const date = z
  .string()
  .refine(isDate, 'is not a calendar date such as 2026-11-22')
  .meta({ format: 'date' });

/** A point in time in UTC. */
export const instant = z
  .string()
  .refine(isInstant, 'is not a point in time in UTC such as 2026-11-22T10:15:00Z')
  .meta({ format: 'date-time' });

/** A finite number. */
export const number = z.number();

/** A slug, such as `under-500`. */
export const slug = z
  .string()
  .refine(isSlug, 'is not a slug: lower-case letters, digits and hyphens')
  .meta({ pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$' });

/** An id with the given prefix, such as `x-7f3kq`. */
export function id(prefix: IdPrefix) {
  return z
    .string()
    .refine((text) => isId(text, prefix), `is not an id such as ${prefix}-7f3kq`)
    .meta({ pattern: `^${prefix}-[0-9a-hjkmnp-tv-z]{5}$` });
}

/** Prose that has to be there. */
export const required = z.string().min(1, 'is empty');

/** Prose that may be empty: half-typed records are normal. */
export const prose = z.string();

/** Metric id to number. */
export const values = z.record(z.string(), number);
