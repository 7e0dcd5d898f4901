/** The commands, as package.json names them. */
export const COMMANDS = [
  'kata.create',
  'kata.openStoryboard',
  'kata.openText',
  'kata.addObstacle',
  'kata.startExperiment',
  'kata.recordResult',
  'kata.finishExperiment',
  'kata.setNextTarget',
  'kata.carryRecord',
  'kata.attachBranch',
  'kata.compareWithStart',
  'kata.installHook',
  'kata.setUpGitDiffs',
  'kata.takeAwayGitDiffs',
  'kata.experimentMenu',
  'kata.refresh',
  'kata.undo',
  'kata.redo',
] as const;

export type CommandName = (typeof COMMANDS)[number];
