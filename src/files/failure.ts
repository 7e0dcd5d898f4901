/** Why a file was not read or written. Codes are stable. */
export type FilesFailureCode =
  | 'files/bad-path'
  | 'files/outside'
  | 'files/not-plain'
  | 'files/changed'
  | 'files/locked'
  | 'files/not-utf8'
  | 'files/read-only'
  | 'files/failed'
  | 'files/partly';

/** A named failure of the file system. Unless the code is `files/partly`, all files are as they were. */
export class FilesFailure extends Error {
  override readonly name = 'FilesFailure';

  constructor(
    readonly code: FilesFailureCode,
    message: string,
    readonly mend: string,
    readonly detail = '',
  ) {
    super(message);
  }
}

/** The system's own code of an error, such as `ENOENT`; empty for other errors. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
