import * as fs from 'node:fs/promises';

/** The calls that we make; a test gives one whose Nth call fails. */
export type FileSystem = Pick<
  typeof fs,
  'open' | 'rename' | 'unlink' | 'mkdir' | 'rmdir' | 'readdir' | 'lstat' | 'readlink' | 'realpath' | 'access'
>;

export const diskFileSystem: FileSystem = fs;
