import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FileContent, KataFiles } from '../../src/core/ports';

const EXPECTED = '.expected.txt';

/** A folder of fixtures: each folder in it is a kata home of its own, and beside a broken file stands what is expected of it. */
export interface Fixtures {
  readonly files: KataFiles;
  /** `path code line:column`, for each problem that is expected. */
  readonly expected: readonly string[];
}

/**
 * Reads a folder of fixtures. `NAME/kata.yaml` stands for `NAME/.kata/kata/kata.yaml`, and `NAME/home/…` for
 * `NAME/.kata/…`: a folder called `.kata` here would make the fixtures katas of this repository.
 */
export function fixtures(folder: string): Fixtures {
  const contents = new Map<string, Uint8Array>();
  const expected: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = join(entry.parentPath, entry.name);
    const [name = '', ...rest] = relative(folder, full).split(sep);
    const path = [name, '.kata', ...(rest[0] === 'home' ? rest.slice(1) : ['kata', ...rest])].join('/');
    if (!path.endsWith(EXPECTED)) contents.set(path, readFileSync(full));
    else {
      for (const line of readFileSync(full, 'utf8').trim().split('\n')) {
        expected.push(`${path.slice(0, -EXPECTED.length)} ${line}`);
      }
    }
  }
  return { files: filesOf(contents), expected };
}

/** A source of kata files in memory; texts stand for their bytes. */
export function filesOf(contents: ReadonlyMap<string, Uint8Array | string>): KataFiles {
  return {
    name: 'memory',
    list: () => Promise.resolve([...contents.keys()]),
    read: (paths) => {
      const found = paths.flatMap((path): [string, FileContent][] => {
        const content = contents.get(path);
        if (content === undefined) return [];
        const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
        return [[path, { bytes, stamp: Buffer.from(bytes).toString('base64') }]];
      });
      return Promise.resolve(new Map(found));
    },
  };
}
