import * as vscode from 'vscode';
import { isOwnRef } from '../../core/experiments/experiment-history';
import type { KnownHistory } from '../../core/experiments/known-history';
import { recordsOnlyElsewhere } from '../../core/storyboard/history-views';
import type { Parts } from '../parts';
import type { FoundKata } from '../records/records';
import { carry, homeIn } from './carry';

/** Asks whether a record shall be carried. @param name how people call the experiment */
export type OfferCarry = (name: string) => Promise<boolean>;

/** Where an experiment's record is: checked out, on another branch alone, or kept by the tool's own ref alone. */
type Whereabouts = 'here' | 'branch' | 'ref';

interface Seen {
  readonly where: Whereabouts;
  readonly name: string;
}

/**
 * Notices when the last branch that held an experiment's record is gone, and offers once to carry the record onto the
 * branch that is checked out: from `refs/kata`, else from HEAD's reflog where that still knows it. What was so before
 * the window opened is shown on the board alone.
 */
export class LostRecords implements vscode.Disposable {
  /** What was seen when it was last looked, by kata and then by id. */
  readonly #seen = new Map<string, Map<string, Seen>>();
  readonly #listening: vscode.Disposable;

  constructor(
    private readonly parts: Parts,
    private readonly offer: OfferCarry = offerByMessage,
  ) {
    this.#listening = parts.histories.onDidChange(() => void this.look());
  }

  /** Compares where the records are with where they were; resolves when what was offered is decided and done. */
  async look(): Promise<void> {
    const offers: Promise<void>[] = [];
    for (const found of this.parts.records.katas) {
      const history = this.parts.histories.of(found);
      if (history === null || history.derived === null) continue;
      const key = keyOf(found);
      const [before, now] = [this.#seen.get(key), whereabouts(found, history)];
      // What is not seen now may come again: files and history are not read at the same moment.
      this.#seen.set(key, new Map([...(before ?? []), ...now]));
      for (const [id, { where, name }] of before ?? []) {
        const there = now.get(id)?.where;
        if (there === 'ref' && where !== 'ref') offers.push(this.#offer(found, id, name));
        // What somebody deleted here on purpose was not lost with a branch.
        if (there === undefined && where === 'branch') {
          this.#seen.get(key)?.delete(id);
          offers.push(this.#offer(found, id, name));
        }
      }
    }
    await Promise.all(offers);
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** Looks once more at files and refs, so that nobody is asked about what is only on its way. */
  async #offer(found: FoundKata, id: string, name: string): Promise<void> {
    await this.parts.records.readAll();
    await this.parts.histories.refresh();
    const now = this.parts.records.katas.find((one) => keyOf(one) === keyOf(found));
    const history = now && this.parts.histories.of(now);
    if (now === undefined || history == null || history.derived === null) return;
    const there = whereabouts(now, history).get(id)?.where;
    const lost = there === 'ref' || (there === undefined && (await this.#remembered(now, id)));
    if (lost && (await this.offer(name))) await carry(this.parts, now, id);
  }

  /** True where the record is still in a reflog. */
  async #remembered(found: FoundKata, id: string): Promise<boolean> {
    try {
      const repository = await this.parts.histories.repository(found);
      const { findRecord } = await import('../../git/experiments/find-record');
      return (await findRecord(repository, id, [homeIn(repository, found)])) !== null;
    } catch {
      // Git can't be asked now: there is nothing to offer.
      return false;
    }
  }
}

function keyOf({ folder, kata }: FoundKata): string {
  return `${folder.root.toString()} ${kata.folder}`;
}

function whereabouts({ kata }: FoundKata, history: KnownHistory): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>();
  for (const { elsewhere, value } of recordsOnlyElsewhere(kata, history)) {
    const where = isOwnRef(elsewhere.ref) ? 'ref' : 'branch';
    seen.set(elsewhere.id, { where, name: value.title ?? value.step ?? elsewhere.id });
  }
  for (const { id, value } of kata.experiments) {
    if (id !== null) seen.set(id, { where: 'here', name: value?.title ?? value?.step ?? id });
  }
  return seen;
}

async function offerByMessage(name: string): Promise<boolean> {
  const carryIt = 'Carry the Record Here';
  const words = `The record of “${name}” is on no branch any more: what was learned would be forgotten.`;
  return (await vscode.window.showWarningMessage(words, carryIt)) === carryIt;
}
