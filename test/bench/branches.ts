import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../src/core/model/ids';
import { experimentText, KATA, seeded } from './make-repository';
import { FOLDER } from './repositories';

/** What a squash on the main line leaves to know it by: the line in its message, or nothing but its patch. */
export type LandedBy = 'trailer' | 'patch';

/** Commits on each branch, and of the main line between two squashes. */
const WORK = 3;
const START = 1_700_000_000;

/**
 * A repository with so many experiments, made once and kept: each record on the main line, its work on a branch that
 * stands, and nine of ten landed as one commit.
 */
export async function landedBranches(count: number, by: LandedBy): Promise<string> {
  const folder = join(FOLDER, `landed-${count}-${by}`);
  if (existsSync(folder)) return folder;
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  execFileSync('git', ['init', '-q', '-b', 'main', part]);
  const child = spawn('git', ['-C', part, 'fast-import', '--quiet'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  for (const chunk of stream(count, by)) if (!child.stdin.write(chunk)) await once(child.stdin, 'drain');
  child.stdin.end();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
  renameSync(part, folder);
  return folder;
}

function* stream(count: number, by: LandedBy): Generator<string> {
  const taken = new Set<string>();
  const random = seeded(11);
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const file = (path: string, text: string) => `M 100644 inline ${path}\n${data(text)}`;
  let mark = 0;
  const commit = (ref: string, message: string, from: number, changes: string) => {
    mark += 1;
    const who = `Ana <ana@example.org> ${START + mark * 60} +0000`;
    const parent = from === 0 ? '' : `from :${from}\n`;
    return `commit ${ref}\nmark :${mark}\nauthor ${who}\ncommitter ${who}\n${data(message)}${parent}${changes}\n`;
  };
  const main = 'refs/heads/main';
  yield commit(main, 'Start', 0, file('.kata/checkout/kata.yaml', KATA));
  let tip = mark;
  for (let n = 0; n < count; n++) {
    const id = newId('x', taken, random);
    taken.add(id);
    const record = file(`.kata/checkout/experiments/${id}.yaml`, experimentText(n));
    yield commit(main, `Plan ${id}`, tip, record);
    tip = mark;
    let work = '';
    for (let step = 0; step < WORK; step++) {
      const change = file(`src/m${n % 50}/w${n}-${step}.js`, `export const w${n} = ${step};\n`.repeat(8));
      yield commit(`refs/heads/kata/${id}`, `Work ${step} on ${id}`, step === 0 ? tip : mark, change);
      work += change;
    }
    yield commit(
      main,
      `Meanwhile ${n}`,
      tip,
      file(`src/other/o${n % 100}.js`, `export const o = ${n};\n`.repeat(6)),
    );
    tip = mark;
    if (n % 10 === 9) continue;
    const line = by === 'trailer' ? `\n\nKata-Experiment: ${id}` : '';
    yield commit(main, `Land it (#${n})${line}\n`, tip, work);
    tip = mark;
  }
}
