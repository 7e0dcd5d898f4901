import { readFileSync } from 'node:fs';

/** Who holds a lock, as its file's name says: process, when that process began (so that a number used again is no mistake), and a random part. */
export interface Holder {
  readonly pid: number;
  readonly began: string;
  readonly nonce: string;
}

const NAME = /^holder-(\d+)-(\d+)-([0-9a-f]+)$/;

export function holderName({ pid, began, nonce }: Holder): string {
  return `holder-${pid}-${began}-${nonce}`;
}

export function parseHolder(name: string): Holder | null {
  const [, pid, began, nonce] = NAME.exec(name) ?? [];
  return pid === undefined || began === undefined || nonce === undefined
    ? null
    : { pid: Number(pid), began, nonce };
}

let own: string | null = null;

/** When this process began, as `beganAt` has it. */
export function beganHere(): string {
  own ??= beganAt(process.pid);
  return own;
}

/** When a process began, in the system's own ticks; `0` where the system does not say. */
export function beganAt(pid: number): string {
  if (process.platform !== 'linux') return '0';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name stands in brackets and may hold anything; `starttime` is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  } catch {
    return '0';
  }
}

/** The locks that this process holds, shared by all copies of this module in it. */
export const heldHere: Set<string> = (() => {
  const key = Symbol.for('improvement-kata.locks');
  const shared: typeof globalThis & { [key]?: Set<string> } = globalThis;
  shared[key] ??= new Set();
  return shared[key];
})();

/** False only where the holder is surely gone. A stopped or busy process is alive. */
export function isAlive(holder: Holder): boolean {
  if (holder.pid === process.pid) return heldHere.has(holder.nonce);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  const began = beganAt(holder.pid);
  return began === '0' || holder.began === '0' || began === holder.began;
}
