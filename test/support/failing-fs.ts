import { diskFileSystem, type FileSystem, type OpenFile } from '../../src/files/file-system';

/** A file system that tells before each call its number, from 1, and its name; open files' calls are counted too. */
export function watchedFileSystem(before: (call: number, name: string) => void): {
  fs: FileSystem;
  calls: () => number;
} {
  return wrappedFileSystem((call, name) => {
    before(call, name);
    return null;
  });
}

/** A file system whose call number `fatal` (from 1) fails with `code`, open files' calls counted too. `close` closes first, so that nothing leaks. */
export function failingFileSystem(
  fatal: number,
  code = 'EIO',
  disk = diskFileSystem,
): { fs: FileSystem; calls: () => number } {
  const failure = (name: string) => Object.assign(new Error(`${code}: made to fail, ${name}`), { code });
  return wrappedFileSystem((call, name) => (call === fatal ? failure(name) : null), disk);
}

/** @param before tells with what a call fails; null where it is let through */
function wrappedFileSystem(before: (call: number, name: string) => Error | null, disk = diskFileSystem) {
  let calls = 0;
  const wrapped = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          const failure = before(++calls, String(name));
          if (failure !== null && name !== 'close') throw failure;
          const result: unknown = await Reflect.apply(value, object, args);
          if (failure !== null) throw failure;
          return isHandle(result) ? wrapped(result) : result;
        };
      },
    });
  return { fs: wrapped({ ...disk }), calls: () => calls };
}

function isHandle(value: unknown): value is OpenFile {
  return typeof value === 'object' && value !== null && 'fd' in value && 'sync' in value;
}
