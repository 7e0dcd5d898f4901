import type { FigureSet } from './figure-set';
import { historyFigures } from './history';

/** All figures that are measured, in the order of their names. */
export const FIGURES: readonly FigureSet[] = [...historyFigures];
