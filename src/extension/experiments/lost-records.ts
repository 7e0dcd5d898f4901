import * as vscode from 'vscode';
import { isOwnRef } from '../../core/experiments/experiment-history';
import type { KnownHistory } from '../../core/experiments/known-history';
import { recordsOnlyElsewhere } from '../../core/storyboard/history-views';
import type { Parts } from '../parts';
import type { FoundKata } from '../records/records';
import { carry } from './carry';

/** Asks whether a record shall be carried. @param name how people call the experiment */
export type OfferCarry = (name: string) => Promise<boolean>;

/**
 * Notices when the last branch that held an experiment's record is gone, and offers once to carry the record onto the
 * branch that is checked out: `refs/kata` still has it. What was so before the window opened is shown on the board alone.
 */
export class LostRecords implements vscode.Disposable {
  /** Whether a record was lost when it was last looked at, by kata and id. */
  readonly #lost = new Map<string, boolean>();
  readonly #listening: vscode.Disposable;

  constructor(
    private readonly parts: Parts,
    private readonly offer: OfferCarry = offerByMessage,
  ) {
    this.#listening = parts.histories.onDidChange(() => void this.look());
  }

  /** Compares what is lost now with what was; resolves when what was offered is decided and done. */
  async look(): Promise<void> {
    const offers: Promise<void>[] = [];
    for (const found of this.parts.records.katas) {
      const history = this.parts.histories.of(found);
      if (history === null || history.derived === null) continue;
      const only = new Map(lastPlaces(found, history));
      for (const id of history.derived.experiments.keys()) {
        const key = `${found.folder.root.toString()} ${found.kata.folder} ${id}`;
        const place = only.get(id);
        const before = this.#lost.get(key);
        this.#lost.set(key, place !== undefined);
        if (before === false && place !== undefined) offers.push(this.#offer(found, id, place));
      }
    }
    await Promise.all(offers);
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #offer(found: FoundKata, id: string, name: string): Promise<void> {
    if (await this.offer(name)) await carry(this.parts, found, id);
  }
}

/** The experiments of a kata whose records only the tool's own refs hold, with their names. */
function lastPlaces({ kata }: FoundKata, history: KnownHistory): [string, string][] {
  return recordsOnlyElsewhere(kata, history)
    .filter(({ elsewhere }) => isOwnRef(elsewhere.ref))
    .map(({ value, elsewhere }) => [elsewhere.id, value.title ?? value.step ?? elsewhere.id]);
}

async function offerByMessage(name: string): Promise<boolean> {
  const carryIt = 'Carry the Record Here';
  const words = `The branch of “${name}” is gone, and its record is on no other: what was learned would be forgotten.`;
  return (await vscode.window.showWarningMessage(words, carryIt)) === carryIt;
}
