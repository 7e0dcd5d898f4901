// One commit of a record in a process of its own, whose spawns and file calls are counted. At the call with the number
// `fatal` it is killed, alone or with all its processes, or the call fails. Arguments: folder, how, fatal, the plan.
import childProcess from 'node:child_process';
import fsNow from 'node:fs';
import fs from 'node:fs/promises';

const [, , folder = '', how = 'count', fatal = '0', plan = ''] = process.argv;

let calls = 0;
const log: string[] = [];

/** Counts a call. @returns true where it has to fail. */
function counted(name: string): boolean {
  log.push(name);
  if (++calls !== Number(fatal)) return false;
  if (how === 'fail') return true;
  if (how === 'alone') process.kill(process.pid, 'SIGKILL');
  // The process was started as the first of its group.
  if (how === 'group') process.kill(-process.pid, 'SIGKILL');
  return false;
}

function wrap(target: object, name: string, isCounted = true): void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') return;
  Reflect.set(target, name, async (...args: unknown[]) => {
    if (isCounted && counted(name))
      throw Object.assign(new Error(`EIO: made to fail, ${name}`), { code: 'EIO' });
    const result: unknown = await Reflect.apply(original, target, args);
    if (name === 'open' && typeof result === 'object' && result !== null) {
      for (const call of ['writeFile', 'sync', 'chmod', 'close']) wrapHandle(result, call);
    }
    return result;
  });
}

/** The calls that do not wait: a quick disk is asked so. */
function wrapNow(name: string): void {
  const original: unknown = Reflect.get(fsNow, name);
  if (typeof original !== 'function') return;
  Reflect.set(fsNow, name, (...args: unknown[]) => {
    if (counted(name)) throw Object.assign(new Error(`EIO: made to fail, ${name}`), { code: 'EIO' });
    return Reflect.apply(original, fsNow, args);
  });
}

function wrapHandle(handle: object, name: string): void {
  const original: unknown = Reflect.get(handle, name);
  if (typeof original !== 'function') return;
  Reflect.set(handle, name, async (...args: unknown[]) => {
    const fails = counted(`handle.${name}`);
    if (fails && name !== 'close') throw Object.assign(new Error('EIO: made to fail'), { code: 'EIO' });
    return Reflect.apply(original, handle, args);
  });
}

const FILE_CALLS = ['open', 'rename', 'unlink', 'mkdir', 'rmdir', 'link', 'copyFile', 'writeFile', 'utimes'];

const NOW_CALLS = [
  'openSync',
  'renameSync',
  'unlinkSync',
  'mkdirSync',
  'rmdirSync',
  'writeFileSync',
  'fchmodSync',
];

async function main(): Promise<void> {
  // Loaded first, so that what a library does on its way in is not counted.
  const { openRepository } = await import('../../src/git/repository');
  const { commitRecord } = await import('../../src/git/experiments/commit-record');
  const { carryExperiment } = await import('../../src/git/experiments/carry');
  const { undoStart } = await import('../../src/git/experiments/undo-start');
  const repository = await openRepository(folder);
  for (const name of FILE_CALLS) wrap(fs, name);
  for (const name of NOW_CALLS) wrapNow(name);
  const spawn = childProcess.spawn;
  Reflect.set(childProcess, 'spawn', (...args: Parameters<typeof spawn>) => {
    // Killed once before and once after the process is there.
    if (counted('spawn')) throw Object.assign(new Error('EAGAIN: made to fail, spawn'), { code: 'EAGAIN' });
    const child = Reflect.apply(spawn, childProcess, args);
    counted('spawned');
    return child;
  });
  const { carry, undo, ...rest } = JSON.parse(plan);
  if (undo !== undefined) await undoStart(repository, undo);
  else if (carry === undefined) await commitRecord(repository, rest);
  else await carryExperiment(repository, carry, { homes: ['.kata'] });
  process.stdout.write(JSON.stringify(log));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`);
  process.stdout.write(JSON.stringify(log));
  process.exitCode = 1;
});
