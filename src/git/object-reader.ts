import { READ_LIMIT } from '../core/model/kata-path';

/** An object as git gives it, its content cut at `READ_LIMIT` bytes. */
export interface GitObject {
  /** Its full id, whatever name it was asked for by. */
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Is given the answers to what was asked, in that order; null for what is not here, or is the name of several. */
export type TakeObject = (object: GitObject | null) => void;

/** Puts the answers of `cat-file --batch` together from pieces that are cut anywhere. */
export class ObjectReader {
  private header: Buffer[] = [];
  private current: { id: string; type: string; left: number; kept: number; parts: Buffer[] } | null = null;

  constructor(private readonly take: TakeObject) {}

  add(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length)
      at = this.current === null ? this.readHeader(chunk, at) : this.readContent(chunk, at);
  }

  private readHeader(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(10, at);
    this.header.push(chunk.subarray(at, end < 0 ? chunk.length : end));
    if (end < 0) return chunk.length;
    const line = Buffer.concat(this.header).toString();
    this.header = [];
    const [, id, type, size] = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(line) ?? [];
    if (id === undefined || type === undefined) this.take(null);
    // The newline after the content counts as its last byte.
    else this.current = { id, type, left: Number(size) + 1, kept: 0, parts: [] };
    return end + 1;
  }

  private readContent(chunk: Buffer, at: number): number {
    const object = this.current;
    if (object === null) return at;
    const end = Math.min(chunk.length, at + object.left);
    object.left -= end - at;
    const content = chunk.subarray(at, object.left === 0 ? end - 1 : end);
    const kept = content.subarray(0, Math.max(0, READ_LIMIT - object.kept));
    object.parts.push(kept);
    object.kept += kept.length;
    if (object.left === 0) {
      this.current = null;
      const { id, type, parts } = object;
      this.take({ id, type, bytes: Buffer.concat(parts) });
    }
    return end;
  }
}
