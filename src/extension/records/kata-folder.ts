import type * as vscode from 'vscode';
import type { LastGood } from '../../core/load/last-good';
import { loadHomes } from '../../core/load/load-homes';
import type { KataHome, LoadedKata } from '../../core/load/loaded';
import { RecordCache } from '../../core/load/record-cache';
import { nameOf, pathBelow, uriBelow } from '../paths';
import { FolderFiles } from './folder-files';
import { FolderWatch } from './folder-watch';

/** A folder with its katas as they were last read. */
export class KataFolder {
  readonly files: FolderFiles;
  /** Empty until the first reading. */
  homes: readonly KataHome[] = [];
  /** True once it was read. */
  read = false;
  readonly #cache = new RecordCache();
  readonly #lastGood: LastGood = new Map();

  readonly #watch: FolderWatch;

  /** @param onMoved something moved on the disk: the files say so already, a reading is due */
  constructor(
    readonly root: vscode.Uri,
    onMoved: () => void,
  ) {
    this.files = new FolderFiles(root);
    this.#watch = new FolderWatch(root.fsPath, (folder) => {
      this.files.folderMoved(folder);
      onMoved();
    });
  }

  dispose(): void {
    this.#watch.dispose();
  }

  get name(): string {
    return nameOf(this.root.path);
  }

  get katas(): readonly LoadedKata[] {
    return this.homes.flatMap((home) => home.katas);
  }

  /** Reads what changed since the last time. The last good content of a record outlives a text that breaks it. */
  async load(): Promise<void> {
    this.homes = await loadHomes(this.files, { cache: this.#cache, lastGood: this.#lastGood });
    this.read = true;
    this.#watch.follow(await this.files.list());
  }

  /** The kata whose `kata.yaml` this is; undefined for another file. */
  kataOf(uri: vscode.Uri): LoadedKata | undefined {
    const path = pathBelow(this.root, uri);
    return path === null ? undefined : this.katas.find((kata) => `${kata.folder}/kata.yaml` === path);
  }

  uriOf(path: string): vscode.Uri {
    return uriBelow(this.root, path);
  }
}

/** Where the kata's `kata.yaml` is: what a storyboard opens. */
export function kataUri(folder: KataFolder, kata: LoadedKata): vscode.Uri {
  return folder.uriOf(`${kata.folder}/kata.yaml`);
}
