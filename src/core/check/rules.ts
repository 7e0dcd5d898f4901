import {
  CORNER_ORPHAN,
  cornerLeftBehind,
  cornerNoPlan,
  cornerOverdue,
  cornerUncleaned,
  cornerUnmarked,
} from './corners';
import {
  experimentNoExpectation,
  experimentNoLearning,
  experimentOverdueCheck,
  experimentPredictionChanged,
  experimentResultFirst,
} from './experiments';
import { idDuplicate } from './ids';
import { obstacleSeveralAddressing } from './obstacles';
import { refExperiment, refMetric, refObstacle, refTarget } from './references';
import type { Rule } from './rule';
import {
  targetHorizon,
  targetNoMetric,
  targetNoneActive,
  targetOverdue,
  targetSeveralActive,
} from './targets';

/** The rules that are asked of a kata once its records are read. */
export const RULES: readonly Rule[] = [
  idDuplicate,
  refTarget,
  refObstacle,
  refMetric,
  refExperiment,
  targetNoneActive,
  targetSeveralActive,
  targetOverdue,
  targetHorizon,
  targetNoMetric,
  obstacleSeveralAddressing,
  experimentNoExpectation,
  experimentNoLearning,
  experimentOverdueCheck,
  experimentResultFirst,
  experimentPredictionChanged,
  cornerUnmarked,
  cornerNoPlan,
  cornerOverdue,
  cornerLeftBehind,
  cornerUncleaned,
];

/** What reading a file finds by itself, and what each asks. */
export const READING_CODES: Readonly<Record<string, string>> = {
  'file/syntax': 'Is the file YAML, one document?',
  'file/duplicate-key': 'Has each map every key once?',
  'file/conflict-markers': 'Is no merge conflict left?',
  'file/too-large': 'Is the file at most 1 MiB?',
  'file/too-deep': 'Are there at most 64 levels?',
  'file/too-many-keys': 'Has each map at most 1,000 keys?',
  'file/alias': 'Are there no anchors, aliases and merge keys?',
  'file/tag': 'Are there no tags?',
  'file/outside': 'Does the entry stay inside the folder?',
  'file/encoding': 'Is the file UTF-8 text?',
  'file/unreadable': 'Can the file be read?',
  'file/missing': 'Has each kata its kata.yaml?',
  'file/unknown': 'Is each YAML file where records are looked for?',
  'schema/required': 'Is everything there that a record needs?',
  'schema/type': 'Is each value of the right shape: text, number, list or map?',
  'schema/value': 'Is each word one of those that the key knows?',
  'schema/date': 'Is each date one of the calendar, as 2026-12-11?',
  'schema/id': 'Is each id one such as x-7f3kq?',
  'schema/slug': 'Is each slug of lower-case letters, digits and hyphens?',
  'schema/number': 'Is each number finite, and no id or reference read as a number?',
  'schema/version': 'Is the kata of a version that this tool writes?',
  'schema/unknown-key': 'Is each key one of the format?',
  'id/number': 'Has each id a letter, so that nobody reads a number?',
};

/** What the code shows that is in no record. */
const CODE_CODES: Readonly<Record<string, string>> = { [CORNER_ORPHAN.code]: CORNER_ORPHAN.asks };

/** Every code that `config.yaml` can set. */
export const CODES: ReadonlySet<string> = new Set([
  ...Object.keys(READING_CODES),
  ...Object.keys(CODE_CODES),
  ...RULES.map(({ code }) => code),
]);

/** What a code asks, in the practice's words; its name for a code that this version does not know. */
export function asks(code: string): string {
  return RULES.find((rule) => rule.code === code)?.asks ?? READING_CODES[code] ?? CODE_CODES[code] ?? code;
}
