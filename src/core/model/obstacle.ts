import * as z from 'zod';
import { prose, required, slug } from './scalars';

export const OBSTACLE_STATES = ['parked', 'addressing', 'removed', 'deferred'] as const;
export const OBSTACLE_KINDS = ['blocker', 'unknown'] as const;

/** `obstacles/o-….yaml`: something between the team and its target condition. */
export const obstacle = z.looseObject({
  title: required,
  target: slug.optional(),
  state: z.enum(OBSTACLE_STATES).optional(),
  kind: z.enum(OBSTACLE_KINDS).optional(),
  owner: prose.optional(),
  note: prose.optional(),
});

export type Obstacle = z.infer<typeof obstacle>;
export type ObstacleState = (typeof OBSTACLE_STATES)[number];
export type ObstacleKind = (typeof OBSTACLE_KINDS)[number];

export function isObstacleState(value: unknown): value is ObstacleState {
  return OBSTACLE_STATES.some((state) => state === value);
}
