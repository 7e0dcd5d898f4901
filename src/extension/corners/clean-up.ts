import * as vscode from 'vscode';
import { isOutstanding } from '../../core/corners/phase';
import { BRANCH_PREFIX, isBranchName } from '../../core/experiments/plan-branch';
import { experimentState } from '../../core/model/experiment';
import { countWords, experimentStateWords } from '../../core/storyboard/words';
import { showText } from '../board/open-text';
import { withRepository } from '../experiments/work';
import type { Parts } from '../parts';
import { today } from '../today';
import { isNode } from '../tree/nodes';
import { entryOf, experimentName, isRecorded, placesOf, type RecordedCorner } from './found-corner';
import { isCornerNode } from './tree-nodes';
import { cornerName, inTurnOf, standWords } from './words';

/** An experiment whose corners are to be cleaned, or taken away. */
interface CleanUp {
  readonly name: string;
  readonly state: ReturnType<typeof experimentState>;
  /** The last one cut first. */
  readonly corners: readonly [RecordedCorner, ...RecordedCorner[]];
}

/** Opens the list of an experiment's open corners, on a branch for it where that is wanted. Each leads to its place. */
export async function startCleanUp(parts: Parts, given: unknown): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    return void vscode.window.showInformationMessage(
      'Corners are not looked for in Restricted Mode. Trust the folder first.',
    );
  }
  await parts.corners.scans.settled();
  const one = await pickCleanUp(parts, given);
  if (one === undefined) return;
  const goesOn = await offerBranch(parts, one);
  if (goesOn) await showList(one);
}

/** The confirmed ones, then those that were thrown away; corners of a running experiment are not cleaned yet. */
function cleanUps({ corners }: Parts): CleanUp[] {
  const found = new Map<RecordedCorner['record'], RecordedCorner[]>();
  for (const one of corners.scans.all()) {
    if (isRecorded(one) && isOutstanding(one.corner)) {
      found.set(one.record, [one, ...(found.get(one.record) ?? [])]);
    }
  }
  return [...found.values()].flatMap((list): CleanUp[] => {
    const [first, ...rest] = inTurnOf(list);
    if (first?.record.value === undefined) return [];
    const state = experimentState(first.record.value);
    if (state === 'planned' || state === 'running') return [];
    return [{ name: experimentName(first), state, corners: [first, ...rest] }];
  });
}

async function pickCleanUp(parts: Parts, given: unknown): Promise<CleanUp | undefined> {
  const all = cleanUps(parts);
  const named = experimentIn(given);
  const its =
    named === undefined
      ? undefined
      : all.find(({ corners: [{ record }] }) => record.handle === named || record.id === named);
  if (its !== undefined) return its;
  if (named !== undefined || all.length === 0) {
    void vscode.window.showInformationMessage(
      named === undefined
        ? 'There is nothing to clean up: no finished experiment has an open corner.'
        : 'This experiment has no corner to clean up yet: it is running, or all are cleaned.',
    );
    return undefined;
  }
  const rank = ({ state }: CleanUp) => (state === 'confirmed' ? 0 : 1);
  const items = all
    .sort((a, b) => rank(a) - rank(b))
    .map((one) => ({
      label: one.name,
      description: `${experimentStateWords(one.state)} · ${countWords(one.corners.length, 'open corner')}${toRemove(one) ? ', to remove, not to polish' : ''}`,
      one,
    }));
  return (
    await vscode.window.showQuickPick(items, { placeHolder: 'Which experiment do you clean up after?' })
  )?.one;
}

/** @returns false where the person went away, or no branch could be made. */
async function offerBranch(parts: Parts, { corners: [first] }: CleanUp): Promise<boolean> {
  const { found, record } = first;
  const prefix = found.kata.home.config?.value?.branchPrefix ?? BRANCH_PREFIX;
  const name = `${prefix}${found.kata.slug}/${record.id ?? record.handle}-clean-up`;
  if (!isBranchName(name)) return true;
  const stay = { label: 'Stay on this branch', make: false };
  const make = { label: 'Make a branch for it', description: name, make: true };
  const chosen = await vscode.window.showQuickPick([stay, make], { placeHolder: 'Where do you clean up?' });
  if (chosen === undefined || !chosen.make) return chosen !== undefined;
  const made = await withRepository(parts, found, 'Making the branch…', async (repository) => {
    const { startBranchHere } = await import('../../git/clean-up-branch');
    await startBranchHere(repository, name);
    return true;
  });
  if (made === true) await parts.histories.refresh();
  return made === true;
}

/** Moving through the list shows each place; Enter stays there. */
async function showList(one: CleanUp): Promise<void> {
  const items = one.corners.map((each) => {
    const { corner } = each;
    const [place] = corner.places;
    const reasons = [
      corner.why === null ? null : `Why: ${corner.why}`,
      corner.plan === null ? null : `Plan: ${corner.plan}`,
    ];
    const where = place === undefined ? corner.path : `${place.path}:${place.line}`;
    return {
      label: cornerName(corner),
      description: [standWords(each, today()), where].filter((part) => part !== null).join(' · '),
      detail: reasons
        .filter((part) => part !== null)
        .join('  ·  ')
        .replace(/\s+/g, ' '),
      location: placesOf(each)[0] ?? entryOf(each),
    };
  });
  const pick = vscode.window.createQuickPick<(typeof items)[number]>();
  pick.title = `Clean up after ${one.name}${toRemove(one) ? ': to remove, not to polish' : ''}`;
  pick.placeholder = 'Take the marker away with the commit that cleans it; that commit is the evidence.';
  pick.items = items;
  pick.matchOnDetail = true;
  pick.onDidChangeActive(([item]) => {
    if (item === undefined) return;
    void vscode.window.showTextDocument(item.location.uri, {
      preview: true,
      preserveFocus: true,
      selection: item.location.range,
    });
  });
  const chosen = await new Promise<(typeof items)[number] | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]));
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  if (chosen !== undefined) await showText(chosen.location.uri, chosen.location.range);
}

function toRemove({ state }: CleanUp): boolean {
  return state === 'refuted' || state === 'abandoned';
}

/** The experiment of a line of either tree, or of a link. */
function experimentIn(given: unknown): string | undefined {
  if (isNode(given) && given.kind === 'record') return given.handle;
  if (isCornerNode(given)) {
    if (given.kind === 'corner') return given.one.record?.handle;
    return given.kind === 'cornerGroup' ? given.corners[0]?.record?.handle : undefined;
  }
  const { experiment } = (given ?? {}) as { experiment?: unknown };
  return typeof experiment === 'string' ? experiment : undefined;
}
