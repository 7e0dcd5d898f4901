import assert from 'node:assert/strict';
import { applyChange } from '../../src/core/edits/apply';
import type { Plan } from '../../src/core/edits/change';
import type { LoadedKata } from '../../src/core/load/loaded';
import { FOLDER, type KataTexts, kataOf } from './katas';
import { changedLines } from './lines';

/** What a plan leaves: the texts of all files after it, its files' loaded again. Refusals fail the test. */
export async function carriedOut(
  texts: KataTexts,
  plan: Plan,
): Promise<{ texts: KataTexts; kata: LoadedKata; lines: string[] }> {
  assert.ok(plan.ok, plan.ok ? '' : `${plan.message} ${plan.mend}`);
  const applied = applyChange(plan.change, (path) => texts[path.slice(FOLDER.length + 1)]);
  assert.ok(applied.ok, applied.ok ? '' : `${applied.message} ${applied.mend}`);
  const after = new Map(Object.entries(texts));
  const lines: string[] = [];
  for (const file of applied.files) {
    const name = file.path.slice(FOLDER.length + 1);
    lines.push(...changedLines(file.before ?? '', file.after ?? ''));
    if (file.after === null) after.delete(name);
    else after.set(name, file.after);
  }
  const left = Object.fromEntries(after);
  const kata = await kataOf(left);
  for (const record of [kata.record, ...kata.obstacles, ...kata.experiments, ...kata.measurements]) {
    assert.deepEqual(record.problems, [], record.path);
  }
  return { texts: left, kata, lines };
}

/** Why a plan was refused, as `code message`. Fails the test where it was not, or where it is no sentence. */
export function refusal(plan: Plan): string {
  assert.equal(plan.ok, false);
  if (plan.ok) return '';
  assert.match(plan.message, /^[^\n]+\.$/);
  assert.match(plan.mend, /^[^\n]+\.$/);
  return `${plan.code} ${plan.message}`;
}

/** Numbers in a row, so that ids are known. */
export function row(...numbers: number[]): () => number {
  let at = 0;
  return () => numbers[at++ % numbers.length] ?? 0;
}

/** Draws the letter `b` for each place of an id. */
export const LETTER_B = 11.5 / 32;
