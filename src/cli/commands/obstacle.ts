import { Argument, type Command, Option } from 'commander';
import {
  OBSTACLE_KINDS,
  OBSTACLE_STATES,
  type ObstacleKind,
  type ObstacleState,
} from '../../core/model/obstacle';
import type { Session } from '../session';

interface AddOptions {
  readonly target?: string;
  readonly kind?: ObstacleKind;
  readonly owner?: string;
  readonly note?: string;
}

export function addObstacle(program: Command, session: Session): void {
  const obstacle = program.command('obstacle').description('the parking lot: what stands in the way');
  obstacle
    .command('add')
    .description('park an obstacle')
    .argument('<title>', 'what stands in the way, as you see it')
    .option('--target <id>', 'the target condition that it stands before; the active one without it')
    .addOption(new Option('--kind <kind>', 'what it is').choices(OBSTACLE_KINDS))
    .option('--owner <name>', 'who looks after it')
    .option('--note <text>', 'what else is known of it')
    .addHelpText('after', '\nExample:\n  kata obstacle add "The tax service is called once per line item"')
    .action(async (title: string, options: AddOptions, command: Command) => {
      const { planObstacleAdd } = await import('../../core/edits/obstacles');
      const workspace = await session.open(command);
      const given = { ...options, title };
      const done = await workspace.edit((kata) => planObstacleAdd(kata, given, session.io.random));
      session.done(command, workspace, done);
    });
  obstacle
    .command('set')
    .description("change an obstacle's state; one at a time is addressed")
    .argument('<id>', "the obstacle's id, such as o-m3w8a")
    .addArgument(new Argument('<state>', 'its new state').choices(OBSTACLE_STATES))
    .addHelpText('after', '\nExample:\n  kata obstacle set o-m3w8a addressing')
    .action(async (id: string, state: ObstacleState, _options: object, command: Command) => {
      const { planObstacleState } = await import('../../core/edits/obstacle-state');
      const workspace = await session.open(command);
      session.done(
        command,
        workspace,
        await workspace.edit((kata) => planObstacleState(kata, id, state), id),
      );
    });
}
