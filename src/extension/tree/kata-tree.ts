import * as vscode from 'vscode';
import { countWords } from '../../core/storyboard/words';
import type { Histories } from '../git/histories';
import { kataUri } from '../records/kata-folder';
import type { FoundKata, Records } from '../records/records';
import type { GroupName, GroupNode, KataNode, RecordNode, TreeNode } from './nodes';
import { groupsOf } from './records-of';

const GROUPS: Record<GroupName, { readonly label: string; readonly icon: string }> = {
  broken: { label: 'Broken records', icon: 'warning' },
  targets: { label: 'Target conditions', icon: 'target' },
  obstacles: { label: 'Obstacles', icon: 'circle-large-outline' },
  experiments: { label: 'Experiments', icon: 'beaker' },
};

/** The *Kata* view: katas, and below each what its storyboard shows, in the same words. */
export class KataTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #disposables: vscode.Disposable[];

  constructor(
    private readonly records: Records,
    private readonly histories: Histories,
  ) {
    this.#disposables = [
      this.#changed,
      histories.onDidChange(() => this.#changed.fire(undefined)),
      records.onDidChange(() => {
        this.#changed.fire(undefined);
        void vscode.commands.executeCommand('setContext', 'kata.read', true);
        void vscode.commands.executeCommand('setContext', 'kata.any', records.katas.length > 0);
      }),
      vscode.window.createTreeView('kata.tree', { treeDataProvider: this, showCollapseAll: true }),
    ];
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (node === undefined) return this.records.katas.map((found) => ({ kind: 'kata', found }));
    if (node.kind === 'kata') return groupsOf(node.found, this.histories.of(node.found));
    return node.kind === 'group' ? [...node.records] : [];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    if (node.kind === 'kata') return kataItem(node, this.#severalFolders());
    return node.kind === 'group' ? groupItem(node) : recordItem(node);
  }

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }

  #severalFolders(): boolean {
    return this.records.folders.filter((folder) => folder.katas.length > 0).length > 1;
  }
}

function kataItem({ found }: KataNode, severalFolders: boolean): vscode.TreeItem {
  const { kata, folder } = found;
  const title = kata.record.value?.title ?? kata.slug;
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
  item.id = idOf(found);
  item.iconPath = new vscode.ThemeIcon('project');
  item.contextValue = 'kata';
  const place = [severalFolders ? folder.name : '', kata.home.folder].filter((part) => part !== '').join('/');
  if (place !== '') item.description = place;
  item.tooltip = lines([title, kata.record.value?.challenge, place]);
  item.command = opens({ kind: 'kata', found });
  return item;
}

function groupItem(node: GroupNode): vscode.TreeItem {
  const { label, icon } = GROUPS[node.group];
  const state =
    node.group === 'experiments' && node.records.length > 12
      ? vscode.TreeItemCollapsibleState.Collapsed
      : vscode.TreeItemCollapsibleState.Expanded;
  const item = new vscode.TreeItem(label, state);
  item.id = `${idOf(node.found)}#${node.group}`;
  item.description = String(node.records.length);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = `group.${node.group}`;
  item.accessibilityInformation = { label: `${label}: ${countWords(node.records.length, 'record')}` };
  return item;
}

function recordItem(node: RecordNode): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(node.label), vscode.TreeItemCollapsibleState.None);
  item.id = `${idOf(node.found)}#${node.type}#${node.handle}#${(node.path ?? []).join('.')}`;
  item.description = node.words;
  item.iconPath = new vscode.ThemeIcon(
    node.icon,
    node.colour === undefined ? undefined : new vscode.ThemeColor(node.colour),
  );
  item.contextValue = `record.${node.type}${node.planned ? '.planned' : ''}`;
  item.tooltip = lines([node.label, node.words, ...node.more]);
  item.accessibilityInformation = { label: `${oneLine(node.label)}, ${node.words}` };
  item.command = opens(node);
  return item;
}

function opens(node: TreeNode): vscode.Command {
  const broken = node.kind === 'record' && node.type === 'broken';
  return broken
    ? { title: 'Open as YAML', command: 'kata.openText', arguments: [node] }
    : { title: 'Open Storyboard', command: 'kata.openStoryboard', arguments: [node] };
}

function idOf({ folder, kata }: FoundKata): string {
  return kataUri(folder, kata).toString();
}

/** Plain text: what a record says is never read as Markdown. */
function lines(all: readonly (string | undefined)[]): string {
  return all.filter((line) => line !== undefined && line !== '').join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
