import * as fs from 'node:fs';
import { promisify } from 'node:util';
import { Pace } from './pace';

/** An open file or folder. */
export interface OpenFile {
  readonly fd: number;
  stat(): Promise<fs.Stats>;
  /** Reads on from where the last read ended. @returns how many bytes came; 0 at the end */
  read(into: Buffer): Promise<number>;
  /** Writes all of a text as UTF-8. */
  write(text: string): Promise<void>;
  chown(uid: number, gid: number): Promise<void>;
  chmod(mode: number): Promise<void>;
  /** Ends when it is on the disk itself. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The calls that we make, as in `node:fs`; a test gives one whose Nth call fails. */
export interface FileSystem {
  open(path: string, flags: string | number): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  mkdir(path: string): Promise<void>;
  rmdir(path: string): Promise<void>;
  readdir(path: string): Promise<readonly string[]>;
  lstat(path: string): Promise<fs.Stats>;
  readlink(path: string): Promise<string>;
  realpath(path: string): Promise<string>;
  access(path: string, mode: number): Promise<void>;
}

/** A call in both ways: at once on a disk that answers at once, waited for on another. */
type Both = <A extends readonly unknown[], T>(
  now: (...args: A) => T,
  later: (...args: A) => Promise<T>,
) => (...args: A) => Promise<T>;

/** The disk. Each call is looked up when it is made, so that a test can count it. @param pace of its calls */
export function diskAt(pace: Pace): FileSystem {
  const both: Both =
    (now, later) =>
    async (...args) =>
      pace.quick ? pace.at(() => now(...args)) : later(...args);
  const { promises } = fs;
  const open = both(
    (path: string, flags: string | number) => fs.openSync(path, flags),
    (path, flags) => promisify(fs.open)(path, flags, 0o666),
  );
  return {
    open: async (path, flags) => openFile(await open(path, flags), both),
    rename: both(
      (from: string, to: string) => fs.renameSync(from, to),
      (from, to) => promises.rename(from, to),
    ),
    unlink: both(
      (path: string) => fs.unlinkSync(path),
      (path) => promises.unlink(path),
    ),
    mkdir: both(
      (path: string) => fs.mkdirSync(path),
      (path) => promises.mkdir(path),
    ),
    rmdir: both(
      (path: string) => fs.rmdirSync(path),
      (path) => promises.rmdir(path),
    ),
    readdir: both(
      (path: string) => fs.readdirSync(path),
      (path) => promises.readdir(path),
    ),
    lstat: both(
      (path: string) => fs.lstatSync(path),
      (path) => promises.lstat(path),
    ),
    readlink: both(
      (path: string) => fs.readlinkSync(path),
      (path) => promises.readlink(path),
    ),
    realpath: both(
      (path: string) => fs.realpathSync.native(path),
      (path) => promises.realpath(path),
    ),
    access: both(
      (path: string, mode: number) => fs.accessSync(path, mode),
      (path, mode) => promises.access(path, mode),
    ),
  };
}

function openFile(fd: number, both: Both): OpenFile {
  return {
    fd,
    stat: both(
      () => fs.fstatSync(fd),
      () => promisify(fs.fstat)(fd),
    ),
    read: both(
      (into: Buffer) => fs.readSync(fd, into),
      async (into) => (await promisify(fs.read)(fd, into, 0, into.length, null)).bytesRead,
    ),
    write: both(
      (text: string) => fs.writeFileSync(fd, text),
      (text) => promisify(fs.writeFile)(fd, text),
    ),
    chown: both(
      (uid: number, gid: number) => fs.fchownSync(fd, uid, gid),
      (uid, gid) => promisify(fs.fchown)(fd, uid, gid),
    ),
    chmod: both(
      (mode: number) => fs.fchmodSync(fd, mode),
      (mode) => promisify(fs.fchmod)(fd, mode),
    ),
    // However quick the disk, this waits for it.
    sync: () => promisify(fs.fsync)(fd),
    close: both(
      () => fs.closeSync(fd),
      () => promisify(fs.close)(fd),
    ),
  };
}

export const diskFileSystem = diskAt(new Pace());
