import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { FileContent, KataFiles } from '../../core/ports';
import { workingTreeFiles } from '../../files/working-tree';
import { kataPathBelow, pathBelow } from '../paths';

type Read = FileContent | { readonly error: string };

/**
 * The kata files of a folder as its person sees them: unsaved text before the disk. What was read of the disk is kept
 * until a watcher, a save or a look from outside says that it moved, so that typing reads no files.
 */
export class FolderFiles implements KataFiles {
  readonly name = 'working tree';
  readonly #disk: KataFiles;
  #paths: Promise<readonly string[]> | undefined;
  readonly #contents = new Map<string, Read>();
  /** Counts what was forgotten, so that a read which began before is not kept. */
  #age = 0;

  constructor(readonly root: vscode.Uri) {
    this.#disk = workingTreeFiles(root.fsPath);
  }

  async list(): Promise<readonly string[]> {
    this.#paths ??= this.#disk.list();
    const listing = this.#paths;
    try {
      const known = new Set(await listing);
      for (const path of this.#unsaved().keys()) known.add(path);
      return [...known].filter((path) => this.owns(path)).sort();
    } catch (error) {
      if (this.#paths === listing) this.#paths = undefined;
      throw error;
    }
  }

  async read(paths: readonly string[]): Promise<ReadonlyMap<string, Read>> {
    const unsaved = this.#unsaved();
    const missing = paths.filter((path) => !unsaved.has(path) && !this.#contents.has(path));
    const age = this.#age;
    const fresh = missing.length === 0 ? new Map<string, Read>() : await this.#disk.read(missing);
    if (age === this.#age) for (const [path, content] of fresh) this.#contents.set(path, content);
    return new Map(
      paths.flatMap((path): [string, Read][] => {
        const open = unsaved.get(path);
        const content = open === undefined ? (fresh.get(path) ?? this.#contents.get(path)) : contentOf(open);
        return content === undefined ? [] : [[path, content]];
      }),
    );
  }

  /** Everything on the disk may have moved, and which files there are. */
  forgetAll(): void {
    this.#age++;
    this.#paths = undefined;
    this.#contents.clear();
  }

  /** Something in a folder moved; the folders below it have not. Which files there are is looked up again. */
  folderMoved(folder: string): void {
    this.#age++;
    this.#paths = undefined;
    for (const known of this.#contents.keys()) {
      if (known.slice(0, known.lastIndexOf('/')) === folder) this.#contents.delete(known);
    }
  }

  /** The contents at and below a path may have moved; which files there are has not. */
  forget(path: string): void {
    this.#age++;
    for (const known of this.#contents.keys()) if (isAtOrBelow(known, path)) this.#contents.delete(known);
  }

  /** Something came into being at a path. Only for a folder is the disk walked again. */
  came(path: string): void {
    this.forget(path);
    const listing = this.#paths;
    if (!path.endsWith('.yaml')) this.#paths = undefined;
    else this.#paths = listing?.then((paths) => (paths.includes(path) ? paths : [...paths, path]));
  }

  /** Something at and below a path went. It may be there again by the time that this is told, so the disk is asked. */
  went(path: string): void {
    this.forget(path);
    this.#paths = undefined;
  }

  /** False for a file that belongs to another workspace folder within this one. */
  owns(path: string): boolean {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return !folders.some((folder) => {
      const inner = pathBelow(this.root, folder.uri);
      return inner !== null && inner !== '' && path.startsWith(`${inner}/`);
    });
  }

  #unsaved(): Map<string, vscode.TextDocument> {
    const found = new Map<string, vscode.TextDocument>();
    for (const document of vscode.workspace.textDocuments) {
      if (!document.isDirty || document.isClosed) continue;
      const path = kataPathBelow(this.root, document.uri);
      if (path !== null) found.set(path, document);
    }
    return found;
  }
}

function isAtOrBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

function contentOf(document: vscode.TextDocument): FileContent {
  const bytes = new TextEncoder().encode(document.getText());
  return { bytes, stamp: createHash('sha1').update(bytes).digest('hex') };
}
