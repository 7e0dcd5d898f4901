import type { Corner, Corners } from '../../src/core/corners/corner';
import { loadHomes } from '../../src/core/load/load-homes';
import { workingTreeFiles } from '../../src/files/working-tree';
import { readCorners } from '../../src/git/corners/corner-index';
import { KATA, X } from './experiment-repo';
import { GitRepo } from './git-repo';

export const C = 'c-8k2fd';
export const D = 'c-w0r5n';
export const E = 'c-h77ye';
export const TODAY = '2026-11-24';

/** A marker, put together so that no tool takes the tests' own for one. */
export function mark(id: string = C, words = 'rates never expire'): string {
  return `KATA-${'CORNER'}(${id})${words === '' ? '' : `: ${words}`}`;
}

/** Some lines of code, with a marker among them; null leaves it out. */
export function code(id: string | null = C, lines = 12): string {
  const all = Array.from({ length: lines }, (_, at) => `const line${at} = ${at};\n`);
  if (id !== null) all.splice(3, 0, `// ${mark(id)}\n`);
  return all.join('');
}

/** An experiment's record with corners. @param state how it stands: its last lines. */
export function record(corners: readonly string[] = [C], state = 'started: 2026-11-02\n'): string {
  const entries = corners.map((id) => `  - id: ${id}\n    what: What ${id} left out\n`).join('');
  return `step: Cache rates\nexpect: p95 falls\n${state}${corners.length === 0 ? '' : `corners:\n${entries}`}`;
}

export const CONFIRMED = 'started: 2026-11-02\nfinished: 2026-11-03\noutcome: confirmed\n';
export const REFUTED = 'started: 2026-11-02\nfinished: 2026-11-03\noutcome: refuted\n';

export const RECORD = `.kata/k/experiments/${X}-cache.yaml`;

/** A repository with a kata, an experiment with one corner, and its marker in `a.js`. */
export function cornerRepo(corners: readonly string[] = [C], state?: string): GitRepo {
  const repo = GitRepo.create();
  repo.write({ '.kata/k/kata.yaml': KATA, 'z.txt': 'z\n' }).commit('Start');
  repo.write({ [RECORD]: record(corners, state), 'a.js': code(corners[0] ?? null) }).commit('Cut');
  return repo;
}

/** All corners of a folder, as a first look finds them. */
export async function cornersOf(folder: string): Promise<Corners> {
  return readCorners(folder, await loadHomes(workingTreeFiles(folder)), { today: TODAY });
}

/** One corner of a folder in a line: `cleaned by Clean it`, `open at a.js:4`. */
export async function cornerIn(folder: string, id = C): Promise<string> {
  const { corners } = await cornersOf(folder);
  const found = corners.filter((corner) => corner.id === id);
  return found.length === 0 ? 'not there' : found.map(inWords).join('; ');
}

export function inWords({ state, places, evidence, overdue, kept }: Corner): string {
  return [
    state,
    ...(overdue ? ['overdue'] : []),
    ...(kept === null ? [] : ['kept']),
    ...places.map(({ path, line }) => `at ${path}:${line}`),
    ...(evidence === null ? [] : [`by ${evidence.subject}`]),
  ].join(' ');
}
