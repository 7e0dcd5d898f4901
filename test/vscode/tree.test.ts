import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Host } from '../../src/extension/host';
import type { TreeNode } from '../../src/extension/tree/nodes';
import { startedHost } from './support/host';
import { KataPlace } from './support/workspace';

describe('the tree', () => {
  let host: Host;
  let place: KataPlace;
  before(async () => {
    host = await startedHost();
  });
  beforeEach(async () => {
    place = new KataPlace();
    await place.putKata();
  });
  afterEach(() => place.remove());

  const isOurs = (node: TreeNode) => node.found.kata.home.folder === place.name;

  /** The lines below this test's kata, indented. */
  function drawn(): string[] {
    const draw = (node: TreeNode, depth: number): string[] => {
      const item = host.tree.getTreeItem(node);
      const line = `${'  '.repeat(depth)}${String(item.label)} | ${String(item.description ?? '')}`;
      return [line, ...host.tree.getChildren(node).flatMap((child) => draw(child, depth + 1))];
    };
    return host.tree
      .getChildren()
      .filter(isOurs)
      .flatMap((node) => draw(node, 0));
  }

  it("shows a kata's targets, obstacles and experiments in the board's words", () => {
    const [first, targets, target, ...rest] = drawn();
    assert.equal(first, `Checkout is fast | ${place.name}`);
    assert.equal(targets, '  Target conditions | 1');
    assert.match(target ?? '', /^ {4}p95 is under 500 ms \| active now · [\d,]+ days left$/);
    assert.deepEqual(rest, [
      '  Obstacles | 1',
      '    The tax service is slow | parked',
      '  Experiments | 1',
      '    Cache | running',
    ]);
  });

  it('names broken records, and keeps their last good content', async () => {
    await place.put({ 'experiments/x-7f3kq-cache.yaml': 'step: [\n' });
    const lines = drawn();
    assert.ok(lines.includes('  Broken records | 1'), lines.join('\n'));
    assert.ok(lines.some((line) => line.includes("x-7f3kq-cache.yaml | can't be read whole")));
    assert.ok(lines.includes('    Cache | running'));
  });

  it('says every line in words for a screen reader, and every kata and record opens something', () => {
    const all = (node: TreeNode): TreeNode[] => [node, ...host.tree.getChildren(node).flatMap(all)];
    for (const node of host.tree.getChildren().flatMap(all)) {
      const item = host.tree.getTreeItem(node);
      assert.ok(item.iconPath instanceof vscode.ThemeIcon);
      if (node.kind === 'group') continue;
      assert.ok(item.command, String(item.label));
      if (node.kind === 'record') {
        assert.match(item.accessibilityInformation?.label ?? '', /, /);
        assert.equal(typeof item.tooltip, 'string', 'what a record says is never Markdown');
      }
    }
  });

  it('opens a storyboard in an editor of its own, and its text in another', async () => {
    const [node] = host.tree.getChildren().filter(isOurs);
    await vscode.commands.executeCommand('kata.openStoryboard', node);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.equal(input.viewType, 'kata.storyboard');
    assert.equal(input.uri.fsPath, place.uri().fsPath);
    await vscode.commands.executeCommand('kata.openText', node);
    const text = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(text instanceof vscode.TabInputText);
    assert.equal(text.uri.fsPath, place.uri().fsPath);
  });
});
