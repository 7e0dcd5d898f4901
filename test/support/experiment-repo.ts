import type { KnownHistory } from '../../src/core/experiments/known-history';
import { loadHomes } from '../../src/core/load/load-homes';
import { buildStoryboard } from '../../src/core/storyboard/build';
import type { StoryboardView } from '../../src/core/storyboard/view';
import { workingTreeFiles } from '../../src/files/working-tree';
import { historyOf } from '../../src/git/history/kata-history';
import { GitRepo } from './git-repo';

export const X = 'x-7f3kq';
export const Y = 'x-b2m4q';
export const LINE = `Kata-Experiment: ${X}`;
export const BRANCH = `kata/k/${X}-cache`;

/** The path of an experiment's record in the kata `k`. */
export function recordOf(id = X): string {
  return `.kata/k/experiments/${id}-cache.yaml`;
}

export const KATA = 'kata: 1\ntitle: T\nchallenge: C\nmetrics:\n  - { id: p95, better: lower }\n';
export const PLANNED = 'step: Cache rates\n';
export const PREDICTED = `${PLANNED}expect: p95 falls\nstarted: 2026-11-02\n`;
export const DONE = `${PREDICTED}happened: it fell\nlearned: caching helps\nfinished: 2026-11-03\noutcome: confirmed\n`;

/** A repository with a kata on main, and an experiment's branch checked out: its prediction, then some work. */
export function experimentRepo(messages: readonly string[] = ['Work 1', 'Work 2']): GitRepo {
  const repo = GitRepo.create();
  repo.write({ '.kata/k/kata.yaml': KATA, 'a.txt': 'a\n' }).commit('Start');
  repo.git('checkout', '-q', '-b', BRANCH);
  repo.write({ [recordOf()]: PREDICTED }).commit('Predict');
  messages.forEach((message, index) => {
    repo.write({ [`w${index}.txt`]: 'work\n'.repeat(index + 4) }).commit(message);
  });
  return repo;
}

/** What a fresh look at a folder says of its history. */
export async function lookAt(
  folder: string,
): Promise<{ history: KnownHistory; view: StoryboardView | null }> {
  const homes = await loadHomes(workingTreeFiles(folder));
  const history = await historyOf(folder, homes);
  const kata = homes.flatMap((home) => home.katas)[0];
  const view = kata === undefined ? null : buildStoryboard(kata, { today: '2026-11-24', history });
  return { history, view };
}

/** An experiment on the board of a folder: how it was predicted, and its commits as `subject:tie`, newest first. */
export async function told(folder: string, id = X) {
  const { view } = await lookAt(folder);
  const found = view?.experiments.find((one) => one.id === id)?.history;
  return {
    order: found?.order.kind ?? null,
    words: found?.order.words ?? null,
    ties: (found?.commits ?? []).map(({ subject, tie }) => `${subject}:${tie}`),
    onlyOn: found?.onlyOn?.ref ?? null,
    differing: found?.differing ?? [],
    why: view?.history?.why ?? null,
    active: view?.history?.active ?? null,
  };
}
