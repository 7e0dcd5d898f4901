import { type Block, del, em, type Inline, joined, type Line, strong, text } from '../../document/document';
import type { Obstacle } from '../../model/obstacle';
import { obstacleKindWords } from '../../storyboard/words';
import type { Change, KataReview, ObstacleEvent } from '../review';
import { short } from './texts';

const SENTENCE = 6;

/** How each event is told, in this order: before the title, or after it. */
const WORDS: readonly (readonly [ObstacleEvent, 'before' | 'after', string])[] = [
  ['removed', 'after', 'removed'],
  ['takenUp', 'before', 'now addressing '],
  ['added', 'before', 'found '],
  ['parked', 'after', 'parked'],
  ['deferred', 'after', 'deferred'],
  ['deleted', 'after', 'no longer in the kata'],
];

/** **Obstacles:** *The tax service is called once per line item* removed; now addressing *First call takes 2 s* */
export function obstacleBlocks({ obstacles }: KataReview): Block[] {
  const lines = WORDS.flatMap(([event, place, word]) =>
    obstacles
      // One that is new and taken up at once is told once.
      .filter(({ events }) => WORDS.find(([one]) => events.includes(one))?.[0] === event)
      .map((change): Line => {
        const name = nameOf(change);
        return place === 'before' ? [word, name, ...kind(change)] : [name, ` ${word}`, ...isNew(change)];
      }),
  );
  if (lines.length === 0) return [];
  if (lines.length <= SENTENCE)
    return [text(strong(lines.length === 1 ? 'Obstacle:' : 'Obstacles:'), ' ', ...joined(lines, '; '))];
  return [text(strong('Obstacles:'), ` ${countsOf(obstacles)}`), { is: 'list', items: lines }];
}

function countsOf(obstacles: KataReview['obstacles']): string {
  const count = (event: ObstacleEvent) => obstacles.filter(({ events }) => events.includes(event)).length;
  const counts: (readonly [number, string])[] = [
    [count('added'), 'new'],
    [count('takenUp'), 'taken up'],
    [count('removed'), 'removed'],
    [count('parked'), 'parked'],
    [count('deferred'), 'deferred'],
    [count('deleted'), 'no longer in the kata'],
  ];
  return counts.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`])).join(', ');
}

function nameOf({ before, after, id }: Change<Obstacle, ObstacleEvent>): Inline {
  const name = short((after ?? before)?.title) || id;
  return after === null ? del(name) : em(name);
}

function kind({ after }: Change<Obstacle, ObstacleEvent>): Line {
  const words = [obstacleKindWords(after?.kind ?? null), after?.state === 'deferred' ? 'deferred' : null];
  const said = words.filter((word) => word !== null);
  return said.length === 0 ? [] : [` (${said.join(', ')})`];
}

function isNew({ before }: Change<Obstacle, ObstacleEvent>): Line {
  return before === null ? [', new in this change'] : [];
}

/** Fields that the lines above tell. */
export function toldOfObstacle({ events }: Change<Obstacle, ObstacleEvent>): string[] {
  return WORDS.some(([event]) => event !== 'added' && event !== 'deleted' && events.includes(event))
    ? ['state']
    : [];
}
