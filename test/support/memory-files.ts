import type { FileContent, KataFiles } from '../../src/core/ports';

/** Kata files that stand in memory: path to text, or to bytes. The stamp is the content itself. */
export function memoryFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  name = 'memory',
): KataFiles {
  const contents = new Map(
    Object.entries(files).map(([path, content]): [string, FileContent] => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return [path, { bytes, stamp: Buffer.from(bytes).toString('base64') }];
    }),
  );
  return {
    name,
    list: async () => [...contents.keys()],
    read: async (paths) =>
      new Map(
        paths.flatMap((path) => {
          const content = contents.get(path);
          return content === undefined ? [] : [[path, content] as const];
        }),
      ),
  };
}
