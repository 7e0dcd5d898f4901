import { createRequire } from 'node:module';
import { bundled } from '../support/bundled';

let ours: typeof import('./ours') | null = null;

/** Our code as users get it, beside peers that have their libraries as these are published. */
export function shipped(): typeof import('./ours') {
  ours ??= createRequire(import.meta.url)(bundled('test/bench/ours.ts')) as typeof import('./ours');
  return ours;
}
