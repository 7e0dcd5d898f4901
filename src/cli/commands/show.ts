import { type Command, Option } from 'commander';
import type { Session } from '../session';

interface Options {
  readonly rev?: string;
  readonly format?: 'text' | 'md' | 'html' | 'json';
}

export function addShow(program: Command, session: Session): void {
  program
    .command('show')
    .description('print the storyboard')
    .argument('[slug]', 'which kata, as with --kata')
    .option('--rev <rev>', 'as it was at a commit, branch or tag')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'md', 'html', 'json']))
    .addHelpText('after', '\nExample:\n  kata show checkout-latency --rev v2.1 --format html > checkout.html')
    .action(async (slug: string | undefined, options: Options, command: Command) => {
      const { buildStoryboard } = await import('../../core/storyboard/build');
      const workspace = await session.open(command, options.rev);
      const { kata, homes } = await workspace.kataAmong(slug);
      const [history, corners] = await Promise.all([workspace.history(homes), workspace.corners(homes)]);
      const { today, readOnly } = workspace;
      const view = buildStoryboard(kata, { today, readOnly, history, corners });
      const format = session.globals(command).json ? 'json' : (options.format ?? 'text');
      if (format === 'json') session.json(view);
      else if (format === 'md') session.io.out.write(await markdown(view));
      else session.io.out.write(format === 'html' ? await page(view) : await text(view, session));
    });
}

type View = import('../../core/storyboard/view').StoryboardView;

async function markdown(view: View): Promise<string> {
  const { storyboardMarkdown } = await import('../../core/storyboard/markdown');
  return storyboardMarkdown(view);
}

/** One self-contained page, to keep, to print or to send. */
async function page(view: View): Promise<string> {
  const { storyboardHtml } = await import('../../core/storyboard/html');
  return storyboardHtml(view);
}

async function text(view: View, session: Session): Promise<string> {
  const { storyboardText } = await import('../../core/storyboard/text');
  return storyboardText(view, await session.textOptions());
}
