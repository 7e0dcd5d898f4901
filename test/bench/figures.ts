import { checkFigures } from './check';
import { cornerFigures } from './corners';
import type { FigureSet } from './figure-set';
import { historyFigures } from './history';
import { recordFigures } from './records';
import { reviewFigures } from './review';
import { typingFigures } from './typing';

/** All figures that are measured. */
export const FIGURES: readonly FigureSet[] = [
  ...recordFigures,
  ...historyFigures,
  ...reviewFigures,
  ...checkFigures,
  ...cornerFigures,
  ...typingFigures,
];
