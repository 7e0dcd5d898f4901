import { diskAt } from '../../src/files/file-system';
import { Pace } from '../../src/files/pace';

/** The pace of a disk that turned out to be slow: each call is waited for. */
export function slowPace(): Pace {
  const pace = new Pace();
  Object.defineProperty(pace, 'quick', { value: false });
  return pace;
}

export const slowDisk = diskAt(slowPace());
