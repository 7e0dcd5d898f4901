import { relative, sep } from 'node:path';
import type { Command } from 'commander';
import { nearest } from '../root';
import type { Session } from '../session';

interface Options {
  readonly title?: string;
  readonly challenge?: string;
  readonly here?: true;
}

export function addInit(program: Command, session: Session): void {
  program
    .command('init')
    .description('begin a kata: write its kata.yaml, with comments that teach')
    .argument('<slug>', "the kata's name: lower-case letters, digits and hyphens")
    .option('--title <title>', 'what it is about, in a few words')
    .option('--challenge <challenge>', 'what would be worth reaching in six months to three years')
    .option('--here', 'in the current folder, not in the nearest .kata above or at the top of the repository')
    .addHelpText(
      'after',
      '\nExample:\n  kata init checkout-latency --title "Checkout answers in under 300 ms"',
    )
    .action(async (slug: string, options: Options, command: Command) => {
      const { planInit } = await import('../../core/edits/init');
      const workspace = await session.open(command);
      const { start, folder: root } = workspace.root;
      const above = nearest(start, '.kata');
      const inRoot = above !== null && !relative(root, above).startsWith('..') ? above : root;
      const folder = relative(root, options.here ? start : inRoot)
        .split(sep)
        .join('/');
      const done = await workspace.write((homes) => {
        const home = homes.find((one) => one.folder === folder) ?? null;
        const { title, challenge } = options;
        const given = {
          folder,
          home,
          ...(title === undefined ? {} : { title }),
          ...(challenge === undefined ? {} : { challenge }),
        };
        return { kata: null, plan: planInit(slug, given) };
      });
      session.done(command, workspace, done);
      if (!workspace.root.isRepository)
        session.note('This folder is in no git repository yet: run `git init`');
    });
}
