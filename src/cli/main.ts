import { randomInt } from 'node:crypto';
import { version } from '../../package.json';
import type { Io, Stream } from './io';
import { run } from './run';

/** The local calendar's day: kata dates have no time zone. */
function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function stream(target: NodeJS.WriteStream): Stream {
  // Whoever reads may have seen enough, as `kata show | head` has: then we are done.
  target.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));
  return {
    write: (text) => void target.write(text),
    isTerminal: target.isTTY === true,
    columns: target.columns,
  };
}

const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  out: stream(process.stdout),
  err: stream(process.stderr),
  clock: { today },
  now: Date.now,
  random: () => randomInt(2 ** 32) / 2 ** 32,
};

void run(process.argv.slice(2), io, version).then((status) => {
  process.exitCode = status;
});
