import * as z from 'zod';
import { isDate, isInstant } from './dates';
import { type IdPrefix, isId, isSlug } from './ids';

/**
 * What a scalar of a record is, beyond its type in YAML: decides how a reader takes a value that a person
 * wrote without quotes, and what it says of a wrong one.
 */
export type ScalarKind =
  | { readonly is: 'prose' | 'required' | 'reference' | 'date' | 'instant' | 'number' | 'version' | 'slug' }
  | { readonly is: 'id'; readonly prefix: IdPrefix };

/** Holds the kind of each scalar schema; schemas derived from one by `.meta()` keep its kind. */
export const scalarKinds = z.registry<ScalarKind>();

/** A calendar date without time zone. */
export const date = z
  .string()
  .refine(isDate, 'is not a calendar date such as 2026-11-22')
  .meta({ format: 'date' })
  .register(scalarKinds, { is: 'date' });

/** A point in time in UTC. */
export const instant = z
  .string()
  .refine(isInstant, 'is not a point in time in UTC such as 2026-11-22T10:15:00Z')
  .meta({ format: 'date-time' })
  .register(scalarKinds, { is: 'instant' });

/** A finite number. */
export const number = z.number().register(scalarKinds, { is: 'number' });

/** The format's version, from 1. */
export const version = z.number().int().min(1).register(scalarKinds, { is: 'version' });

/** A slug, such as `under-500`. */
export const slug = z
  .string()
  .refine(isSlug, 'is not a slug: lower-case letters, digits and hyphens')
  .meta({ pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$' })
  .register(scalarKinds, { is: 'slug' });

/** An id with the given prefix, such as `x-7f3kq`. */
export function id(prefix: IdPrefix) {
  return z
    .string()
    .refine((text) => isId(text, prefix), `is not an id such as ${prefix}-7f3kq`)
    .meta({ pattern: `^${prefix}-[0-9a-hjkmnp-tv-z]{5}$` })
    .register(scalarKinds, { is: 'id', prefix });
}

/** Prose that has to be there. */
export const required = z.string().min(1, 'is empty').register(scalarKinds, { is: 'required' });

/** Prose that may be empty: half-typed records are normal. */
export const prose = z.string().register(scalarKinds, { is: 'prose' });

/** The name of a branch or a commit: text, also where YAML would read a number. */
export const reference = z.string().register(scalarKinds, { is: 'reference' });

/** Metric id to number. */
export const values = z.record(z.string(), number);
