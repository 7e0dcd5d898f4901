import { readMessage } from '../../core/experiments/message';
import type { GitRunner } from '../runner';
import { BlobFacts } from './blob-facts';
import { type LogRange, rangeInput, touchLog } from './marker-log';
import { ask } from './output';

const CLEANING = [
  'log',
  '-z',
  '--stdin',
  '--format=%B',
  '--no-color',
  '--no-notes',
  '-F',
  '--grep=Kata-Cleans:',
];

/**
 * The ids of corners of which commits of a range say anything: a marker came or went in a file that they changed, in a
 * merge too, or a message says that it was cleaned. More may be named than that.
 * @throws GitFailure where the clone leaves contents out
 */
export async function touchedIn(
  git: GitRunner,
  range: LogRange,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const [commits, messages] = await Promise.all([
    touchLog(git, range, signal),
    ask(git, CLEANING, { input: rangeInput(range), signal }),
  ]);
  const blobs = commits.flatMap(({ touches }) =>
    touches.flatMap(({ before, after }) => [...before, after].filter((blob) => blob !== null)),
  );
  const facts = new BlobFacts(git);
  await facts.read(blobs, signal);
  const cleaned = messages.bytes
    .toString()
    .split('\0')
    .flatMap((message) => readMessage(message).cleans);
  return new Set([...blobs.flatMap((blob) => [...facts.countsIn(blob).keys()]), ...cleaned]);
}
