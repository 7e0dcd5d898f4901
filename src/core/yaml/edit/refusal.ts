import type { Refusal } from './types';

/** Thrown inside the engine, caught in `editYaml`: the edit is not made, and nothing is written. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** Ends the edit with a refusal. @param code without `edit/` */
export function refuse(code: string, message: string, mend: string): never {
  throw new Refused({ code: `edit/${code}`, message, mend });
}
