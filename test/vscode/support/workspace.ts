import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { putFiles } from '../../support/temp';
import { eventually, startedHost } from './host';

/** A kata of two records, with comments and styles that an edit must leave alone. */
export const KATA_YAML = `# What we are after
kata: 1
title: Checkout is fast   # the headline
challenge: Every page answers in under 300 ms
metrics:
  - { id: p95, title: p95, unit: ms, better: lower, kind: outcome }
currentCondition:
  - date: 2026-11-02
    facts:
      - p95 is 840 ms
      - 31 calls a basket
    values:
      p95: 840
targets:
  - id: under-500
    title: p95 is under 500 ms
    achieveBy: 2099-12-11
    state: active
    values:
      p95: 500
`;

export const OBSTACLE_YAML = `title: The tax service is slow
target: under-500
state: parked # for now
`;

export const EXPERIMENT_YAML = `title: Cache
target: under-500
obstacle: o-m3w8a
step: Cache the rates
expect: p95 falls to 600 ms
started: 2026-11-22
`;

const FOLDERS = ['', '/.kata', '/.kata/checkout', '/.kata/checkout/obstacles', '/.kata/checkout/experiments'];

/** How long VS Code's watcher takes to follow into a new folder; it misses what is made below one sooner. */
const FOLLOW = 250;

/** A folder of the opened workspace with a kata of its own, for one test. */
export class KataPlace {
  readonly folder: vscode.WorkspaceFolder;
  /** Relative to the workspace folder. */
  readonly name: string;

  constructor(folder = vscode.workspace.workspaceFolders?.[0], name = 'place') {
    assert.ok(folder, 'these tests need an open folder');
    this.folder = folder;
    this.name = name;
  }

  /** Writes files of the kata and waits until the extension has read them. */
  async put(files: Readonly<Record<string, string>>): Promise<void> {
    for (const path of FOLDERS) {
      const made = mkdirSync(join(this.folder.uri.fsPath, this.name + path), { recursive: true });
      if (made !== undefined) await new Promise((resolve) => setTimeout(resolve, FOLLOW));
    }
    putFiles(this.root, files);
    for (const [path, text] of Object.entries(files)) {
      const open = vscode.workspace.textDocuments.find((one) => one.uri.fsPath === this.uri(path).fsPath);
      const said = text.replace('\uFEFF', '');
      await eventually(
        () => open === undefined || open.isClosed || open.isDirty || open.getText() === said,
        `VS Code to read ${path} again`,
      );
    }
    const host = await startedHost();
    await host.records.readAll();
  }

  /** The usual kata: one obstacle, one experiment. */
  async putKata(): Promise<void> {
    await this.put({
      'kata.yaml': KATA_YAML,
      'obstacles/o-m3w8a-tax.yaml': OBSTACLE_YAML,
      'experiments/x-7f3kq-cache.yaml': EXPERIMENT_YAML,
    });
  }

  /** The kata's folder on the disk. */
  get root(): string {
    return join(this.folder.uri.fsPath, this.name, '.kata', 'checkout');
  }

  uri(path = 'kata.yaml'): vscode.Uri {
    return vscode.Uri.file(join(this.root, path));
  }

  /** What is on the disk. */
  text(path = 'kata.yaml'): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  document(path = 'kata.yaml'): Thenable<vscode.TextDocument> {
    return vscode.workspace.openTextDocument(this.uri(path));
  }

  /** Types into a text, without saving it. */
  async type(path: string, from: string, to: string): Promise<vscode.TextDocument> {
    const document = await this.document(path);
    // A text that was open before may still say what the disk said then.
    await eventually(() => document.getText().includes(from), `${path} to say ${from}`);
    const at = document.getText().indexOf(from);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)),
      to,
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    return document;
  }

  diagnostics(path = 'kata.yaml'): vscode.Diagnostic[] {
    return vscode.languages.getDiagnostics(this.uri(path)).filter((one) => one.source === 'kata');
  }

  /** Leaves nothing but folders: no editor, no unsaved text, no file. */
  async remove(): Promise<void> {
    for (const document of vscode.workspace.textDocuments) {
      if (!document.isDirty || !document.uri.fsPath.includes(this.name)) continue;
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const path of readdirSync(this.root, { recursive: true, encoding: 'utf8' })) {
      if (path.endsWith('.yaml')) rmSync(join(this.root, path));
    }
    const host = await startedHost();
    await host.records.readAll();
  }
}

/** The lines in which two texts differ, old and new. */
export function changedLines(before: string, after: string): [string, string][] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  assert.equal(a.length, b.length, 'lines came or went');
  return a.flatMap((line, at): [string, string][] => (line === b[at] ? [] : [[line, b[at] ?? '']]));
}

export { eventually };
