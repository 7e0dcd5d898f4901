import * as vscode from 'vscode';
import { nameOf } from '../paths';
import type { KataFolder } from '../records/kata-folder';
import type { NotWritten } from './works';

/** How long VS Code gets to take up what the disk says, before a write is refused, in milliseconds. */
const PATIENCE = 1500;
const STEP = 50;

/** What a file says now: the open text's words if it is or can be opened, and the disk's bytes. */
export interface FileNow {
  readonly document: vscode.TextDocument | undefined;
  readonly bytes: Uint8Array | undefined;
}

/**
 * Opens the text of a record (without an editor), so that it can be changed. Waits until a clean one says what the
 * disk says, so that no write goes over a change that VS Code has not seen yet.
 */
export async function openText(folder: KataFolder, path: string): Promise<FileNow | NotWritten> {
  const uri = folder.uriOf(path);
  const bytes = await readBytes(uri);
  if (bytes === undefined && !isOpen(uri)) return { document: undefined, bytes };
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    return await settled(document, path);
  } catch (error) {
    return { message: `${nameOf(path)} can't be opened, so nothing was written.`, mend: String(error) };
  }
}

/** What is on the disk; undefined where nothing is. */
export async function readBytes(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((one) => one.uri.toString() === uri.toString());
}

/** Waits until a clean text says what the disk says. */
export async function settled(document: vscode.TextDocument, path: string): Promise<FileNow | NotWritten> {
  for (let waited = 0; ; waited += STEP) {
    const bytes = await readBytes(document.uri);
    if (document.isDirty || (bytes !== undefined && sameText(bytes, document.getText())))
      return { document, bytes };
    if (waited >= PATIENCE) {
      return {
        message: `${nameOf(path)} says something else on the disk than in VS Code, so nothing was written.`,
        mend: 'Open it as YAML, revert or save it, and try again.',
      };
    }
    await new Promise((resolve) => setTimeout(resolve, STEP));
  }
}

/** True where bytes of the disk are this text: VS Code takes a byte order mark away and gives a text one kind of line ending. */
export function sameText(bytes: Uint8Array, text: string): boolean {
  const disk = new TextDecoder().decode(bytes);
  return disk === text || oneEnding(disk) === oneEnding(text);
}

function oneEnding(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
}
