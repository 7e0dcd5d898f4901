import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where downloads and pictures of failures go; git ignores it. `KATA_CACHE` lets several checkouts share one. */
export const cache = process.env.KATA_CACHE ?? join(root, '.cache');

/** Where a failed test leaves its picture and log. */
export const failures = join(root, '.cache', 'failures');
