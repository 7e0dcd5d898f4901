import type { Storyboards } from './board/storyboards';
import type { CornerViews } from './corners/corners';
import type { Histories } from './git/histories';
import type { Log } from './log';
import type { Records } from './records/records';
import type { Writer } from './writing/writer';

/** What the commands work with. */
export interface Parts {
  readonly log: Log;
  readonly records: Records;
  readonly storyboards: Storyboards;
  readonly writer: Writer;
  readonly histories: Histories;
  readonly corners: CornerViews;
}
