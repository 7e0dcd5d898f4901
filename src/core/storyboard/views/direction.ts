import type { ListField, TextField } from './field';

export interface DirectionView {
  readonly title: TextField;
  readonly northStar: TextField;
  readonly challenge: TextField;
  readonly focusProcess: TextField;
  readonly learner: TextField;
  readonly coach: TextField;
  readonly members: ListField;
}
