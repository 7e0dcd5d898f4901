import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { newId } from '../../src/core/model/ids';

/** How large a generated repository is; the sizes that figures are told for. */
export interface Size {
  readonly katas: number;
  readonly files: number;
  readonly commits: number;
  readonly branches: number;
}

export const SIZES = {
  S: { katas: 20, files: 1_000, commits: 1_000, branches: 10 },
  M: { katas: 200, files: 5_000, commits: 20_000, branches: 50 },
  L: { katas: 1_000, files: 28_000, commits: 50_000, branches: 200 },
  XL: { katas: 10_000, files: 100_000, commits: 50_000, branches: 1_000 },
} as const satisfies Record<string, Size>;

/** A small generator of pseudo-random numbers, so that a size is always the same repository. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const START = 1_700_000_000;

/** The text of one experiment, about 2 KB as teams write them, in the state that its number gives. */
export function experimentText(n: number): string {
  const prose =
    'The quote service asks the tax service once per line item, and nobody has profiled the client yet. ';
  return [
    `title: Experiment ${n}`,
    'target: under-500',
    `step: Keep a per-basket map of tax rates, filled by one call, variant ${n}`,
    `expect: p95 falls from 840 to about ${600 + (n % 50)} ms`,
    'expectValues:',
    `  p95: ${600 + (n % 50)}`,
    'checkBy: 2026-11-25',
    'learner: Ana',
    'started: 2026-11-20',
    ...(n % 3 === 0 ? [] : [`happened: ${prose.repeat(4)}`, 'values:', `  p95: ${640 + (n % 20)}`]),
    ...(n % 3 === 0 ? [] : [`learned: ${prose.repeat(6)}`, 'finished: 2026-11-25', 'outcome: confirmed']),
    'corners:',
    `  - id: ${newId('c', new Set(), seeded(n + 7))}`,
    '    what: Rates never expire',
    `    why: ${prose.repeat(2)}`,
    '    until: 2026-12-11',
    '',
  ].join('\n');
}

export const KATA = `kata: 1
title: Checkout answers in under 300 ms
challenge: Every checkout page answers in under 300 ms at p95 by next summer.
metrics:
  - { id: p95, title: p95 of POST /quote, unit: ms, better: lower }
currentCondition:
  - date: 2026-11-02
    values:
      p95: 840
targets:
  - id: under-500
    title: p95 is under 500 ms
    achieveBy: 2026-12-11
    state: active
    values:
      p95: 500
`;

/** The repository's experiments, in the order in which they were added. */
export function experimentIds(size: Size): string[] {
  const random = seeded(42);
  const taken = new Set<string>();
  for (let n = 0; n < Math.max(size.katas - 1, size.branches); n++) taken.add(newId('x', taken, random));
  return [...taken];
}

/**
 * Makes a repository of the given size in `dir` with one `git fast-import`, without a work tree.
 * Experiments are added on main along the history; as many as there are branches live on branches of their own, of
 * which a half is merged. Every tenth commit names its experiment.
 */
export async function makeRepository(dir: string, size: Size): Promise<void> {
  mkdirSync(dir, { recursive: true });
  execFileSync('git', ['init', '-q', '-b', 'main', dir]);
  const child = spawn('git', ['-C', dir, 'fast-import', '--quiet'], { stdio: ['pipe', 'ignore', 'inherit'] });
  for (const chunk of stream(size)) if (!child.stdin.write(chunk)) await once(child.stdin, 'drain');
  child.stdin.end();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
}

function* stream(size: Size): Generator<string> {
  const random = seeded(1);
  const ids = experimentIds(size);
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const file = (path: string, text: string) => `M 100644 inline ${path}\n${data(text)}`;
  const record = (n: number) => file(`.kata/checkout/experiments/${ids[n] ?? ''}.yaml`, experimentText(n));
  let mark = 0;
  const commit = (
    ref: string,
    message: string,
    from: number | null,
    merge: number | null,
    changes: string,
  ) => {
    mark += 1;
    const who = `Ana <ana@example.org> ${START + mark * 60} +0000`;
    return `commit ${ref}\nmark :${mark}\nauthor ${who}\ncommitter ${who}\n${data(message)}${from === null ? '' : `from :${from}\n`}${merge === null ? '' : `merge :${merge}\n`}${changes}\n`;
  };
  const source = (n: number, version: number) =>
    file(
      `src/a${n % 40}/b${Math.floor(n / 40) % 25}/f${n}.js`,
      `export const v${n} = ${version};\n`.repeat(12),
    );

  let all = file('.kata/checkout/kata.yaml', KATA);
  for (let n = 0; n < size.files; n++) all += source(n, 0);
  yield commit('refs/heads/main', 'Start', null, null, all);
  let tip = mark;
  const perRecord = Math.max(1, Math.floor(size.commits / (size.katas + 1)));
  const perBranch = Math.max(1, Math.floor(size.commits / (size.branches + 1)));
  let added = size.branches;
  let branches = 0;
  const body =
    'It is done in one place, so that the next one who comes here finds it, and the reason is told below.\n';
  while (mark < size.commits) {
    if (mark % perBranch === 0 && branches < size.branches) {
      const id = ids[branches] ?? '';
      const ref = `refs/heads/kata/${id}`;
      yield commit(ref, `Predict ${id}`, tip, null, record(branches));
      for (let n = 0; n < 5; n++) {
        const line = n % 2 === 0 ? `\nKata-Experiment: ${id}\n` : '';
        yield commit(
          ref,
          `Work ${n} on ${id}\n\n${body}${line}`,
          mark,
          null,
          source(Math.floor(random() * size.files), mark),
        );
      }
      if (branches % 2 === 0) {
        yield commit(
          'refs/heads/main',
          `Merge ${id}`,
          tip,
          mark,
          record(branches) + source(Math.floor(random() * size.files), mark),
        );
        tip = mark;
      }
      branches += 1;
      continue;
    }
    const adds = mark % perRecord === 0 && added < ids.length;
    const changes = adds ? record(added) : source(Math.floor(random() * size.files), mark);
    if (adds) added += 1;
    const trailer = mark % 10 === 0 ? `\nKata-Experiment: ${ids[Math.floor(random() * added)] ?? ''}\n` : '';
    yield commit('refs/heads/main', `Change ${mark}\n\n${body.repeat(2)}${trailer}`, tip, null, changes);
    tip = mark;
  }
}
