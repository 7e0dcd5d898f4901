import { diskFileSystem, type FileSystem, type OpenFile } from '../../src/files/file-system';

/** A file system whose call number `fatal` (from 1) fails with `code`, open files' calls counted too. `close` closes first, so that nothing leaks. */
export function failingFileSystem(fatal: number, code = 'EIO'): { fs: FileSystem; calls: () => number } {
  let calls = 0;
  const isFatal = () => ++calls === fatal;
  const failure = (name: string) => Object.assign(new Error(`${code}: made to fail, ${name}`), { code });
  const wrapped = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          const fails = isFatal();
          if (fails && name !== 'close') throw failure(String(name));
          const result: unknown = await Reflect.apply(value, object, args);
          if (fails) throw failure(String(name));
          return isHandle(result) ? wrapped(result) : result;
        };
      },
    });
  return { fs: wrapped({ ...diskFileSystem }), calls: () => calls };
}

function isHandle(value: unknown): value is OpenFile {
  return typeof value === 'object' && value !== null && 'fd' in value && 'sync' in value;
}
