// A process that writes until it is killed, or holds a lock. Arguments: what to do, the folder, the locks' folder, a name, a count.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FilesFailure } from '../../src/files/failure';
import { withLock } from '../../src/files/lock';
import { readText, writeAll } from '../../src/files/write';

const [, , what = '', root = '', folder = '', name = '', count = '0'] = process.argv;
const lock = { folder, patience: 60_000 };
const FILE = '.kata/a/kata.yaml';

/** A text whose wholeness can be seen: its first line says what the rest has to be. */
function sample(round: number): string {
  const size = Math.floor(2_000 * 1_000 ** Math.random());
  const letter = String.fromCharCode(97 + (round % 26));
  return `${size} ${letter}\n${letter.repeat(size)}`;
}

async function writeForEver(plain: boolean): Promise<void> {
  for (let round = 0; ; round++) {
    if (plain) writeFileSync(join(root, FILE), sample(round));
    else
      await writeAll(root, [{ path: FILE, before: await readText(root, FILE), after: sample(round) }], {
        lock,
      });
    if (round === 0) process.stdout.write('writing\n');
    if (plain) readFileSync(join(root, FILE));
  }
}

async function addLines(): Promise<void> {
  for (let line = 0; line < Number(count); ) {
    const before = await readText(root, FILE);
    try {
      await writeAll(root, [{ path: FILE, before, after: `${before ?? ''}${name}-${line}\n` }], { lock });
      line++;
    } catch (error) {
      if (!(error instanceof FilesFailure && error.code === 'files/changed')) throw error;
    }
  }
}

async function hold(): Promise<void> {
  await withLock(
    root,
    async () => {
      process.stdout.write('holding\n');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    },
    lock,
  );
}

const work = { write: () => writeForEver(false), plain: () => writeForEver(true), add: addLines, hold }[what];
void work?.();
