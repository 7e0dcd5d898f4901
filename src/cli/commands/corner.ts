import type { Command } from 'commander';
import type { Session } from '../session';
import { addCornerCut } from './corner-cut';
import { addCornerKeep } from './corner-keep';
import { addCornerList } from './corner-list';

export function addCorner(program: Command, session: Session): void {
  const corner = program
    .command('corner')
    .description('corners: cut on purpose, marked in the code, cleaned in the code');
  addCornerList(corner, session);
  addCornerCut(corner, session);
  addCornerKeep(corner, session);
}
