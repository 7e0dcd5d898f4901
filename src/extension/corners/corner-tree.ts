import * as vscode from 'vscode';
import { isOutstanding } from '../../core/corners/phase';
import { countWords } from '../../core/storyboard/words';
import { GitFailure } from '../../git/failure';
import { sentences } from '../git/histories';
import { nameOf } from '../paths';
import { today } from '../today';
import { branchCorners } from './branch-corners';
import type { CornerScans } from './corner-scans';
import { hoverText } from './hover';
import {
  type CornerGroup,
  type CornerLine,
  type CornerNode,
  type Grouping,
  groupsOf,
  idOfNode,
  linesOf,
  type SkippedGroup,
  type SkippedLine,
} from './tree-nodes';
import { cornerName, evidenceWords, isLeft, isToRemove, oneLine, outlivesTarget, standWords } from './words';

const GROUPINGS: readonly Grouping[] = ['experiment', 'file', 'branch'];

/** Where the chosen order is remembered, for each workspace. */
const REMEMBERED = 'kata.corners.groupBy';

/** The view *Cut corners*: by experiment or by file, what is overdue first, with a badge of how many are open. */
export class CornerTree implements vscode.TreeDataProvider<CornerNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly view: vscode.TreeView<CornerNode>;
  readonly #disposables: vscode.Disposable[];

  constructor(
    private readonly scans: CornerScans,
    private readonly memory: vscode.Memento,
  ) {
    this.view = vscode.window.createTreeView('kata.corners', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#disposables = [this.#changed, this.view, scans.onDidChange(() => this.#show())];
    this.groupBy(this.grouping);
  }

  get grouping(): Grouping {
    const remembered = this.memory.get<Grouping>(REMEMBERED);
    return GROUPINGS.find((one) => one === remembered) ?? 'experiment';
  }

  groupBy(by: Grouping): void {
    void this.memory.update(REMEMBERED, by);
    void vscode.commands.executeCommand('setContext', 'kata.cornersBy', by);
    this.#show();
  }

  getChildren(node?: CornerNode): CornerNode[] | Promise<CornerNode[]> {
    if (node === undefined) return this.grouping === 'branch' ? this.#ofBranch() : this.#top(this.grouping);
    if (node.kind === 'cornerGroup') return linesOf(node);
    return node.kind === 'skippedGroup' ? [...node.files] : [];
  }

  getTreeItem(node: CornerNode): vscode.TreeItem {
    const item = itemOf(node);
    item.id = idOfNode(node);
    return item;
  }

  /** Only when somebody looks at it: a hover is long. */
  resolveTreeItem(item: vscode.TreeItem, node: CornerNode): vscode.TreeItem {
    if (node.kind === 'corner') item.tooltip = hoverText(node.one, node.one.corner.places.length === 0);
    return item;
  }

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }

  async #ofBranch(): Promise<CornerNode[]> {
    try {
      const { groups, bases } = await branchCorners(this.scans);
      // Another order was chosen meanwhile, or there is no code to compare: then nothing is said of a branch.
      if (this.grouping !== 'branch' || bases.length === 0) return [...groups];
      const since = bases.join(', ');
      this.view.description = `since ${since}`;
      if (groups.length === 0) {
        this.view.message = `This branch cut and cleaned up no corner since it parted from ${since}.`;
      }
      return [...groups];
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
      this.view.message = sentences(error);
      return [];
    }
  }

  #top(by: Exclude<Grouping, 'branch'>): CornerNode[] {
    const files = this.scans.trees.flatMap((tree) =>
      (tree.known?.skipped ?? []).map((file): SkippedLine => ({ kind: 'skipped', tree, file })),
    );
    const skipped: SkippedGroup[] = files.length === 0 ? [] : [{ kind: 'skippedGroup', files }];
    return [...groupsOf(this.scans.all(), by), ...skipped];
  }

  #show(): void {
    const open = this.scans.all().filter(({ corner }) => isOutstanding(corner)).length;
    this.view.badge = open === 0 ? undefined : { value: open, tooltip: `${countWords(open, 'open corner')}` };
    this.view.description = '';
    this.view.message = this.scans.why.length === 0 ? '' : this.scans.why.join(' ');
    void vscode.commands.executeCommand('setContext', 'kata.cornersRead', this.scans.known);
    this.#changed.fire(undefined);
  }
}

function itemOf(node: CornerNode): vscode.TreeItem {
  if (node.kind === 'cornerGroup') return groupItem(node);
  if (node.kind === 'corner') return cornerItem(node);
  if (node.kind === 'skipped') return skippedItem(node);
  const item = new vscode.TreeItem('Not looked at', vscode.TreeItemCollapsibleState.Collapsed);
  item.description = countWords(node.files.length, 'file');
  item.iconPath = new vscode.ThemeIcon('eye-closed');
  item.contextValue = 'corners.skipped';
  return item;
}

function groupItem({ by, label, corners, file }: CornerGroup): vscode.TreeItem {
  const left = corners.filter(isLeft).length;
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(oneLine(label), left > 0 || by === 'branch' ? Expanded : Collapsed);
  const more = corners.some(isToRemove)
    ? ', to remove, not to polish'
    : by === 'experiment' && corners.some(outlivesTarget)
      ? ', its target condition is reached'
      : '';
  const words = by === 'branch' ? String(corners.length) : left === 0 ? 'none left' : `${left} left${more}`;
  if (file !== undefined) {
    item.resourceUri = file.tree.uriOf(file.path);
    item.label = nameOf(file.path);
    item.iconPath = vscode.ThemeIcon.File;
    const folder = file.path.slice(0, -nameOf(file.path).length).replace(/\/$/, '');
    item.description = [folder, words].filter((part) => part !== '').join(' · ');
  } else {
    item.description = words;
    item.iconPath = new vscode.ThemeIcon(
      { experiment: 'beaker', file: 'circle-slash', branch: 'git-branch' }[by],
    );
  }
  item.contextValue = `corners.${by}`;
  item.tooltip = `${label}\n${words}`;
  item.accessibilityInformation = { label: `${oneLine(label)}: ${words}` };
  return item;
}

function cornerItem({ one, by }: CornerLine): vscode.TreeItem {
  const { corner } = one;
  const stand = standWords(one, today());
  const item = new vscode.TreeItem(cornerName(corner), vscode.TreeItemCollapsibleState.None);
  const [place] = corner.places;
  const where = place === undefined ? corner.path : `${nameOf(place.path)}:${place.line}`;
  const more = corner.places.length > 1 ? ` and ${countWords(corner.places.length - 1, 'more place')}` : '';
  const beside = by === 'file' ? (place === undefined ? null : `line ${place.line}`) : where;
  const over = corner.evidence === null ? null : evidenceWords(corner.evidence, today());
  item.description = [stand, beside === null ? over : `${beside}${more}`]
    .filter((part) => part !== null)
    .join(' · ');
  item.iconPath = iconOf(one);
  item.contextValue = contextOf(one);
  item.accessibilityInformation = { label: `${cornerName(corner)}, ${item.description}` };
  const inCode = corner.places.length > 0 || corner.path !== null;
  const command = inCode ? 'kata.goToCorner' : 'kata.goToCornerRecord';
  item.command = { title: 'Go to', command, arguments: [{ kind: 'corner', one, by, group: '' }] };
  return item;
}

function iconOf(one: CornerLine['one']): vscode.ThemeIcon {
  const { state, kept, overdue } = one.corner;
  const coloured = (icon: string, colour: string) =>
    new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
  if (overdue) return coloured('warning', 'list.warningForeground');
  if (state === 'orphan') return coloured('question', 'list.warningForeground');
  if (state === 'unmarked') return new vscode.ThemeIcon('circle-outline');
  if (state === 'open')
    return kept === null ? coloured('circle-filled', 'charts.blue') : new vscode.ThemeIcon('pinned');
  return new vscode.ThemeIcon(state === 'cleaned' ? 'check' : 'dash');
}

/** Words that menus look for: `corner`, then what can be done with it. */
function contextOf({ corner, found }: CornerLine['one']): string {
  const inCode = corner.places.length > 0 || corner.path !== null;
  const keepable = corner.state === 'open' && corner.kept === null && found !== null;
  return ['corner', inCode ? 'code' : '', found === null ? 'orphan' : 'record', keepable ? 'keep' : '']
    .filter((word) => word !== '')
    .join('.');
}

function skippedItem({ tree, file }: SkippedLine): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(file.path), vscode.TreeItemCollapsibleState.None);
  item.description = file.reason;
  item.resourceUri = tree.uriOf(file.path);
  item.tooltip = `${file.path} ${file.reason}, so no corner was looked for in it.`;
  item.contextValue = 'corners.skippedFile';
  return item;
}
