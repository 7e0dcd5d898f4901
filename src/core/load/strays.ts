import type { Problem } from '../model/problem';
import { nearMiss } from '../text/near-miss';
import { FILE_START } from '../yaml/lines';

const FOLDERS = ['obstacles', 'experiments', 'coaching', 'measurements'];

/**
 * A YAML file where no record is looked for: somebody meant it to be read, so it is named. Files of other kinds
 * (notes, pictures) may lie anywhere.
 */
export function strayProblem(path: string): Problem | null {
  if (!/\.ya?ml$/i.test(path)) return null;
  const parts = path.slice(path.lastIndexOf('.kata/') + '.kata/'.length).split('/');
  const name = parts.at(-1) ?? '';
  return {
    code: 'file/unknown',
    severity: 'warning',
    message: `Nothing reads ${parts.join('/')}: ${mend(parts, name)}.`,
    path,
    range: FILE_START,
    field: '',
    kata: parts.length > 1 ? (parts[0] ?? null) : null,
    related: [],
  };
}

function mend(parts: readonly string[], name: string): string {
  const folder = parts.length > 2 ? (parts[1] ?? '') : '';
  if (FOLDERS.includes(folder) && !name.endsWith('.yaml')) return "a record's name ends in .yaml";
  if (folder === 'measurements') return 'measurements lie in a folder named after their metric';
  if (FOLDERS.includes(folder)) return `records lie directly in ${folder}/`;
  const near = folder === '' ? undefined : nearMiss(folder, FOLDERS);
  if (near !== undefined) return `did you mean the folder ${near}/?`;
  if (parts.length === 2) return "a kata's own file is called kata.yaml";
  if (parts.length === 1) return 'the settings are called config.yaml, and a kata has a folder of its own';
  return `records lie in ${FOLDERS.join('/, ')}/`;
}
