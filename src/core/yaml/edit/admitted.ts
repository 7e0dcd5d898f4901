import { admit } from '../gate';
import { LIMITS } from '../limits';
import { type Tokens, tokenize } from '../tokens';
import { refuse } from './refusal';

/** The codes of a text past a limit of the reader: no other way to make the same edit helps. */
export const PAST_LIMIT: ReadonlySet<string> = new Set([
  'edit/too-large',
  'edit/too-deep',
  'edit/too-many-keys',
]);

const SPLIT = 'Split the file, then edit again.';
const MEND = 'Mend the file by hand, then edit again.';

/**
 * Refuses a text that the reader would not look at: by the same gate and the same limits, before anything is
 * composed, so that an edit neither opens a bomb nor makes a file that nobody can read again.
 */
export function refuseUnadmitted(text: string): void {
  const admission = admit(text, '');
  if (!admission.ok) {
    const { code, message } = admission.problem;
    if (code === 'file/too-large') refuse('too-large', message, SPLIT);
    refuse('syntax', message, MEND);
  }
  const { past } = tokenize(text);
  if (past !== null) refusePast(past.limit);
}

function refusePast(limit: NonNullable<Tokens['past']>['limit']): never {
  switch (limit) {
    case 'depth':
      return refuse(
        'too-deep',
        `The file has more than ${LIMITS.depth} levels.`,
        'Flatten it, then edit it again.',
      );
    case 'keys':
      return refuse('too-many-keys', `A map in the file has more than ${LIMITS.keys} keys.`, SPLIT);
    case 'parts':
      return refuse('too-large', 'The file has too many values.', SPLIT);
    case 'errors':
      return refuse('syntax', 'The file is not valid YAML: it has too many errors to list.', MEND);
    case 'documents':
      return refuse(
        'several-documents',
        'The file holds several YAML documents.',
        'Keep one document a file, then edit again.',
      );
  }
}
