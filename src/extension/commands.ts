import * as vscode from 'vscode';
import { addObstacle } from './add-obstacle';
import { quickInput } from './asking/ask';
import { showRecordText, showText } from './board/open-text';
import type { CommandName } from './command-names';
import { startCleanUp } from './corners/clean-up';
import { cutCorner } from './corners/cut';
import { goToCorner, goToCornerRecord } from './corners/go-to';
import { adoptCorner, keepCorner } from './corners/keep';
import { createKata } from './create-kata';
import { attachBranch } from './experiments/attach';
import { carryRecord } from './experiments/carry';
import { compareWithStart } from './experiments/compare';
import { installCommitHook } from './experiments/install-hook';
import { experimentMenu } from './experiments/menu';
import { setNextTarget } from './experiments/next-target';
import { experimentNamed, type FoundExperiment, pickExperiment } from './experiments/pick-experiment';
import { finishExperiment, recordResult } from './experiments/result';
import { startExperiment } from './experiments/start';
import { NEW, plannedOrNew, startPlanned } from './experiments/start-planned';
import { setUpGitDiffs, takeAwayGitDiffs } from './git-diffs/set-up';
import type { Parts } from './parts';
import { kataAround, pickKata } from './pick-kata';
import { kataUri } from './records/kata-folder';
import type { FoundKata } from './records/records';
import { exportStoryboard } from './review/export';
import { reviewChanges } from './review/review-changes';
import { reviewCommit } from './review/review-commit';
import { isNode } from './tree/nodes';

type Command = (parts: Parts, given: unknown, beside?: unknown) => Promise<void>;

/**
 * What each command does; `given` is what VS Code hands over: a tree line, a file, a line of the timeline with its file
 * `beside` it, or nothing.
 */
export const commands: Record<CommandName, Command> = {
  'kata.create': (parts) => createKata(parts),
  'kata.openStoryboard': openStoryboard,
  'kata.openText': openAsText,
  'kata.addObstacle': async (parts, given) => {
    const found = await pickKata(parts.records, given);
    if (found !== undefined) await addObstacle(parts, found);
  },
  'kata.startExperiment': (parts, given) => start(parts, given),
  'kata.recordResult': onExperiment((parts, one) => recordResult(parts, one)),
  'kata.finishExperiment': onExperiment((parts, one) => finishExperiment(parts, one)),
  'kata.setNextTarget': onKata((parts, found) => setNextTarget(parts, found)),
  'kata.carryRecord': onKata((parts, found) => carryRecord(parts, found)),
  'kata.attachBranch': onExperiment((parts, one) => attachBranch(parts, one)),
  'kata.compareWithStart': onExperiment(compareWithStart),
  'kata.installHook': onKata(installCommitHook),
  'kata.setUpGitDiffs': onKata(setUpGitDiffs),
  'kata.takeAwayGitDiffs': onKata(takeAwayGitDiffs),
  'kata.reviewChanges': onKata(reviewChanges),
  'kata.reviewCommit': reviewCommit,
  'kata.exportStoryboard': onKata(exportStoryboard),
  'kata.experimentMenu': (parts) => experimentMenu(parts),
  'kata.cutCorner': (parts, given) => cutCorner(parts, given),
  'kata.adoptCorner': (parts, given) => adoptCorner(parts, given),
  'kata.keepCorner': (parts, given) => keepCorner(parts, given),
  'kata.startCleanUp': (parts, given) => startCleanUp(parts, given),
  'kata.goToCorner': (parts, given) => goToCorner(parts, given),
  'kata.goToCornerRecord': (parts, given) => goToCornerRecord(parts, given),
  'kata.cornersByFile': async ({ corners }) => corners.tree.groupBy('file'),
  'kata.cornersByExperiment': async ({ corners }) => corners.tree.groupBy('experiment'),
  'kata.cornersOfBranch': async ({ corners }) => corners.tree.groupBy('branch'),
  'kata.refresh': async ({ records, histories, corners }) => {
    await records.readAll();
    await histories.refresh();
    await corners.scans.refresh();
  },
  'kata.undo': ({ storyboards }) => storyboards.travelActive('undo'),
  'kata.redo': ({ storyboards }) => storyboards.travelActive('redo'),
};

function onKata(work: (parts: Parts, found: FoundKata) => Promise<void>): Command {
  return async (parts, given) => {
    const found = await pickKata(parts.records, given);
    if (found !== undefined) await work(parts, found);
  };
}

function onExperiment(work: (parts: Parts, one: FoundExperiment) => Promise<void>): Command {
  return async (parts, given) => {
    const one = await pickExperiment(parts, given);
    if (one !== undefined) await work(parts, one);
  };
}

/** A planned experiment of the tree starts where it is; else one of the planned, or a new one. */
async function start(parts: Parts, given: unknown): Promise<void> {
  const named = experimentNamed(given);
  if (named?.one.state === 'planned') return startPlanned(parts, named);
  const found = await pickKata(parts.records, given);
  if (found === undefined) return;
  const chosen = await plannedOrNew(parts, found, quickInput);
  if (chosen === NEW) await startExperiment(parts, found);
  else if (chosen !== undefined) await startPlanned(parts, chosen);
}

async function openStoryboard(parts: Parts, given: unknown): Promise<void> {
  const found = await pickKata(parts.records, given);
  if (found === undefined) return;
  const record = isNode(given) && given.kind === 'record' ? given.handle : null;
  await parts.storyboards.open(kataUri(found.folder, found.kata), record);
}

async function openAsText({ records }: Parts, given: unknown): Promise<void> {
  if (isNode(given) && given.kind === 'record') {
    return showRecordText(given.found, given.handle, given.path, given.line);
  }
  if (given instanceof vscode.Uri && (await kataAround(records, given)) !== undefined) return showText(given);
  const found = await pickKata(records, given);
  if (found !== undefined) await showText(kataUri(found.folder, found.kata));
}
