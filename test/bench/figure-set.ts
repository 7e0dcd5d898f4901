import type { Figure } from './measure';
import type { SizeName } from './repositories';

/** What a set of figures measures with, at one size. */
export interface Bench {
  readonly size: SizeName;
  /** The generated repository of that size; `restart` puts it back after each set. */
  readonly folder: string;
  /** Measures and prints a figure beside its peers. */
  show(figure: Figure): Promise<void>;
  /** Prints a number of things that may be at most so many. */
  most(id: string, what: string, count: number, most: number): void;
}

/** Figures that are asked for by one name. */
export interface FigureSet {
  /** As in the list of figures: `P4`. */
  readonly id: string;
  /** Measured once for each size that was asked for. */
  readonly each?: (bench: Bench) => Promise<void>;
  /** Measured once, where both sizes were asked for: how little the largest costs beside the smallest. */
  readonly between?: (bench: Pick<Bench, 'show'>, xl: string, s: string) => Promise<void>;
}
