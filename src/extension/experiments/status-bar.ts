import * as vscode from 'vscode';
import { checkByWords, countWords } from '../../core/storyboard/words';
import type { Parts } from '../parts';
import { today } from '../today';
import { activeExperiment, nameOf } from './pick-experiment';

/** The active experiment, when to check and its open corners, in the status bar; nothing where none is. */
export class StatusBar implements vscode.Disposable {
  readonly item = vscode.window.createStatusBarItem('kata.active', vscode.StatusBarAlignment.Left, 90);
  readonly #listening: vscode.Disposable;
  /** What it says; null while it is hidden. */
  words: string | null = null;

  constructor(private readonly parts: Parts) {
    this.item.name = 'Kata: Active Experiment';
    this.item.command = 'kata.experimentMenu';
    this.#listening = vscode.Disposable.from(
      parts.records.onDidChange(() => this.show()),
      parts.histories.onDidChange(() => this.show()),
      parts.corners.scans.onDidChange(() => this.show()),
    );
  }

  show(): void {
    const active = activeExperiment(this.parts);
    void vscode.commands.executeCommand('setContext', 'kata.active', active !== undefined);
    if (active === undefined) {
      this.words = null;
      this.item.hide();
      return;
    }
    const { id, checkBy, state } = active.one;
    const check =
      state === 'running' && checkBy.value !== null ? ` · ${checkByWords(checkBy.value, today())}` : '';
    const open = id === null ? null : this.parts.corners.scans.openCornersOf(id);
    const corners = open === null ? '' : ` · ${countWords(open, 'open corner')}`;
    const name = nameOf(active.one).replace(/\s+/g, ' ');
    const short = name.length > 40 ? `${name.slice(0, 39).trimEnd()}…` : name;
    // None needs no room there; the tooltip says so.
    this.words = `${short}${check}${open === 0 ? '' : corners}`;
    // `$(` begins an icon there.
    this.item.text = `$(beaker) ${this.words.replaceAll('$(', '$ (')}`;
    this.item.tooltip = `Active experiment: ${name}${check}${corners}`;
    this.item.accessibilityInformation = {
      label: `Active experiment: ${name}${check}${corners}`,
      role: 'button',
    };
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
    this.#listening.dispose();
  }
}
