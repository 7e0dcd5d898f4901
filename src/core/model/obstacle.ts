import * as z from 'zod';
import { prose, required, slug } from './scalars';

export const OBSTACLE_STATES = ['parked', 'addressing', 'removed', 'deferred'] as const;
export const OBSTACLE_KINDS = ['blocker', 'unknown'] as const;

/** `obstacles/o-….yaml`: something between the team and its target condition. */
export const obstacle = z.looseObject({
  title: required.meta({ description: 'What stands between the team and its target condition' }),
  target: slug.optional().meta({ description: 'The target condition that it stands before' }),
  state: z
    .enum(OBSTACLE_STATES)
    .optional()
    .meta({ description: 'Address one obstacle at a time; the others are parked' }),
  kind: z
    .enum(OBSTACLE_KINDS)
    .optional()
    .meta({ description: 'A blocker, or an unknown: we do not know enough about …' }),
  owner: prose.optional().meta({ description: 'Who looks after it' }),
  note: prose.optional().meta({ description: 'Anything else' }),
});

export type Obstacle = z.infer<typeof obstacle>;
export type ObstacleState = (typeof OBSTACLE_STATES)[number];
export type ObstacleKind = (typeof OBSTACLE_KINDS)[number];

export function isObstacleState(value: unknown): value is ObstacleState {
  return OBSTACLE_STATES.some((state) => state === value);
}
