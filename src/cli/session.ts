import type { Command } from 'commander';
import type { TextOptions } from '../core/storyboard/text';
import { harmless } from '../core/text/harmless';
import { STATUS, type Status, sentence } from './failure';
import { type Globals, globalsOf } from './globals';
import { type Io, wantsColour } from './io';
import { toJson } from './json';
import { type Done, Workspace } from './workspace';

/** One run of the command: where it prints, and what it ends with. */
export class Session {
  status: Status = STATUS.done;

  constructor(readonly io: Io) {}

  globals(command: Command): Globals {
    return globalsOf(command, this.io.cwd);
  }

  open(command: Command, revision?: string): Promise<Workspace> {
    return Workspace.open(this.io, this.globals(command), revision);
  }

  get colour(): boolean {
    return wantsColour(this.io.out, this.io.env);
  }

  /** How a sheet is set for where it is printed. */
  async textOptions(): Promise<TextOptions> {
    const { columns: width } = this.io.out;
    if (!this.colour) return { width };
    const { ansiPalette } = await import('../core/storyboard/palette');
    return { width, colour: ansiPalette };
  }

  json(value: unknown): void {
    this.io.out.write(toJson(value));
  }

  /** Prints a line of ours; data in it must have gone through `harmless`. */
  line(text: string): void {
    this.io.out.write(`${text}\n`);
  }

  /** Tells a person something beside the result: one line on standard error. */
  note(text: string): void {
    this.io.err.write(`${harmless(sentence(text))}\n`);
  }

  /** Prints what an edit did: the id of what was made and the files written, or one JSON document. */
  done(command: Command, workspace: Workspace, { created, paths, notes }: Done): void {
    if (this.globals(command).json) {
      this.json({ id: created, path: paths[0] ?? null, paths, notes });
      return;
    }
    if (created !== null) this.line(harmless(created));
    for (const path of paths) this.line(`wrote ${harmless(workspace.shown(path))}`);
    if (paths.length === 0) this.note('Nothing to write: the record says so already');
    for (const note of notes) this.note(note);
  }

  /** Prints what a commit did: the id, the file and the commit, or one JSON document. */
  committed(
    command: Command,
    workspace: Workspace,
    { id, path, branch, commit, notes }: CommittedRecord,
  ): void {
    if (this.globals(command).json) {
      this.json({ id, path, branch, commit, notes });
      return;
    }
    this.line(harmless(id));
    if (commit !== null) this.line(`wrote ${harmless(workspace.shown(path))}`);
    if (commit !== null) this.line(`committed ${commit.slice(0, 10)} on ${harmless(branch ?? '')}`);
    for (const note of notes) this.note(note);
  }
}

/** A record that was committed alone. */
export interface CommittedRecord {
  readonly id: string;
  readonly path: string;
  /** Both null where there was nothing to commit. */
  readonly branch: string | null;
  readonly commit: string | null;
  readonly notes: readonly string[];
}
