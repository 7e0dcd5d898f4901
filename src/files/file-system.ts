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

const pace = new Pace();

/** At once on a disk that answers at once; waited for on another. */
async function call<T>(now: () => T, later: () => Promise<T>): Promise<T> {
  return pace.quick ? pace.at(now) : later();
}

class DiskFile implements OpenFile {
  constructor(readonly fd: number) {}

  stat = () =>
    call(
      () => fs.fstatSync(this.fd),
      () => promisify(fs.fstat)(this.fd),
    );
  read = (into: Buffer) =>
    call(
      () => fs.readSync(this.fd, into),
      async () => (await promisify(fs.read)(this.fd, into, 0, into.length, null)).bytesRead,
    );
  write = (text: string) =>
    call(
      () => fs.writeFileSync(this.fd, text),
      () => promisify(fs.writeFile)(this.fd, text),
    );
  chown = (uid: number, gid: number) =>
    call(
      () => fs.fchownSync(this.fd, uid, gid),
      () => promisify(fs.fchown)(this.fd, uid, gid),
    );
  chmod = (mode: number) =>
    call(
      () => fs.fchmodSync(this.fd, mode),
      () => promisify(fs.fchmod)(this.fd, mode),
    );
  // However quick the disk, this waits for it.
  sync = () => promisify(fs.fsync)(this.fd);
  close = () =>
    call(
      () => fs.closeSync(this.fd),
      () => promisify(fs.close)(this.fd),
    );
}

const later = fs.promises;

export const diskFileSystem: FileSystem = {
  open: async (path, flags) =>
    new DiskFile(
      await call(
        () => fs.openSync(path, flags),
        () => promisify(fs.open)(path, flags, 0o666),
      ),
    ),
  rename: (from, to) =>
    call(
      () => fs.renameSync(from, to),
      () => later.rename(from, to),
    ),
  unlink: (path) =>
    call(
      () => fs.unlinkSync(path),
      () => later.unlink(path),
    ),
  mkdir: (path) =>
    call(
      () => fs.mkdirSync(path),
      () => later.mkdir(path),
    ),
  rmdir: (path) =>
    call(
      () => fs.rmdirSync(path),
      () => later.rmdir(path),
    ),
  readdir: (path) =>
    call(
      () => fs.readdirSync(path),
      () => later.readdir(path),
    ),
  lstat: (path) =>
    call(
      () => fs.lstatSync(path),
      () => later.lstat(path),
    ),
  readlink: (path) =>
    call(
      () => fs.readlinkSync(path),
      () => later.readlink(path),
    ),
  realpath: (path) =>
    call(
      () => fs.realpathSync.native(path),
      () => later.realpath(path),
    ),
  access: (path, mode) =>
    call(
      () => fs.accessSync(path, mode),
      () => later.access(path, mode),
    ),
};
