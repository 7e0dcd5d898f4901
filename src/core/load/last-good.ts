import type { RecordKind } from '../model/layout';
import type { RecordValues } from './loaded';

/** The last good value of each record, by path. Its owner keeps it between loads of one source. */
export type LastGood = Map<string, RecordValues[RecordKind]>;
