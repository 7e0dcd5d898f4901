import { Argument, type Command } from 'commander';
import type { Session } from '../session';

const KINDS = ['kata', 'obstacle', 'experiment', 'coaching', 'config'] as const;

export function addSchema(program: Command, session: Session): void {
  program
    .command('schema')
    .description('print the JSON Schema of a kind of record, for editors and other tools')
    .addArgument(new Argument('<kind>', 'the kind of record').choices(KINDS))
    .addHelpText('after', '\nExample:\n  kata schema experiment > experiment.schema.json')
    .action(async (kind: (typeof KINDS)[number]) => {
      const { jsonSchema } = await import('../../core/schema/json-schema');
      session.json(jsonSchema(kind));
    });
}
