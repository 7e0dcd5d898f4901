import { fieldWords } from '../experiments/history-words';
import { type Metrics, metricView } from '../storyboard/metrics';
import type { YamlPath } from '../yaml/edit/types';

/** What a field belongs to. */
export type Owner =
  | 'kata'
  | 'metric'
  | 'condition'
  | 'target'
  | 'obstacle'
  | 'experiment'
  | 'corner'
  | 'coaching'
  | 'config';

const WORDS: Readonly<Record<Exclude<Owner, 'experiment'>, Readonly<Record<string, string>>>> = {
  kata: {
    kata: 'format version',
    title: 'title',
    northStar: 'north star',
    challenge: 'challenge',
    focusProcess: 'focus process',
    'team.learner': 'learner',
    'team.coach': 'coach',
    'team.members': 'team',
  },
  metric: {
    id: 'id',
    title: 'title',
    unit: 'unit',
    better: 'which way is better',
    kind: 'kind',
    command: 'command that measures it',
  },
  condition: {
    date: 'date',
    process: 'how the process runs',
    knowledge: 'what the team knows',
    facts: 'facts',
  },
  target: {
    id: 'id',
    title: 'title',
    achieveBy: 'date',
    state: 'state',
    pattern: 'how the process is meant to run',
    reflection: 'reflection',
  },
  obstacle: {
    title: 'title',
    target: 'target condition',
    state: 'state',
    kind: 'kind',
    owner: 'owner',
    note: 'note',
  },
  corner: {
    id: 'id',
    what: 'what was cut',
    why: 'why it was cut',
    plan: 'plan',
    until: 'date',
    owner: 'owner',
    path: 'file',
    kept: 'why it is kept',
  },
  coaching: {
    date: 'date',
    learner: 'learner',
    coach: 'coach',
    target: 'target condition',
    actual: 'actual condition',
    'reflection.experiment': 'experiment looked back on',
    'reflection.learned': 'what was learned',
    obstacles: 'obstacles',
    addressing: 'obstacle addressed',
    nextStep: 'next step',
    expect: 'what is expected',
    goAndSee: 'when to go and see',
    notes: 'notes',
  },
  config: { branchPrefix: 'prefix of branches', ignore: 'where no corner is looked for' },
};

/** A field as people call it; a key that the format does not know as it is written. @param path within its owner */
export function wordsOf(owner: Owner, path: YamlPath, metrics: Metrics): string {
  const key = path.join('.');
  const [first, second] = path;
  if (path.length === 2 && (first === 'values' || first === 'expectValues')) {
    const title = metricView(metrics, String(second)).title;
    if (owner !== 'experiment') return title;
    return `${title}, ${first === 'values' ? 'measured' : 'expected'}`;
  }
  if (owner === 'config' && first === 'check') return `weight of ${String(second)}`;
  if (owner === 'experiment') return fieldWords(key);
  const words = WORDS[owner];
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key;
}
