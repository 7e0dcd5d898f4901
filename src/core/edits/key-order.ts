import type { RecordKind } from '../model/layout';
import type { KeyOrder, YamlPath } from '../yaml/edit/types';

/** The keys of each map of the format, in the order of its page; `*` stands for a place in a list. Results come before `corners`. */
const KEYS: Record<RecordKind, Readonly<Record<string, readonly string[]>>> = {
  kata: {
    '': [
      'kata',
      'title',
      'northStar',
      'challenge',
      'focusProcess',
      'team',
      'metrics',
      'currentCondition',
      'targets',
    ],
    team: ['learner', 'coach', 'members'],
    'metrics.*': ['id', 'title', 'unit', 'better', 'kind', 'command'],
    'currentCondition.*': ['date', 'process', 'knowledge', 'facts', 'values'],
    'targets.*': ['id', 'title', 'achieveBy', 'state', 'pattern', 'values', 'reflection'],
  },
  obstacle: { '': ['title', 'target', 'state', 'kind', 'owner', 'note'] },
  experiment: {
    '': [
      'title',
      'target',
      'obstacle',
      'step',
      'expect',
      'expectValues',
      'checkBy',
      'learner',
      'started',
      'branch',
      'since',
      'happened',
      'values',
      'learned',
      'finished',
      'outcome',
      'corners',
    ],
    'corners.*': ['id', 'what', 'why', 'plan', 'until', 'owner', 'path', 'kept'],
  },
  coaching: {
    '': [
      'date',
      'learner',
      'coach',
      'target',
      'actual',
      'reflection',
      'obstacles',
      'addressing',
      'nextStep',
      'expect',
      'goAndSee',
      'notes',
    ],
    reflection: ['experiment', 'learned'],
  },
  measurements: { '*': ['at', 'value', 'note'] },
  config: { '': ['branchPrefix', 'ignore', 'check'] },
};

/** Maps whose keys are a team's own: metric ids, rule codes. */
const OPEN = /(?:^|\.)(?:values|expectValues|check)$/;

function patternOf(path: YamlPath): string {
  return path.map((key) => (typeof key === 'number' ? '*' : key)).join('.');
}

/** Where new keys of a record of this kind go, for the edit engine. */
export function keyOrderOf(kind: RecordKind): KeyOrder {
  const keys = KEYS[kind];
  return (path) => {
    const pattern = patternOf(path);
    return Object.hasOwn(keys, pattern) ? (keys[pattern] ?? []) : [];
  };
}

/** True where the format knows the value at `path`: each key is one of its map's, or the map's keys are a team's own. */
export function isFormatPath(kind: RecordKind, path: YamlPath): boolean {
  const order = keyOrderOf(kind);
  return path.every((key, at) => {
    if (typeof key === 'number') return true;
    const parent = path.slice(0, at);
    return OPEN.test(patternOf(parent)) || order(parent).includes(key);
  });
}
