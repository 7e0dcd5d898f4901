import { type Command, Option } from 'commander';
import type { Links } from '../../core/document/links';
import type { Review } from '../../core/review/review';
import type { Repository } from '../../git/repository';
import { CliFailure, STATUS } from '../failure';
import { reviewJson } from '../formats/review';
import type { Session } from '../session';
import type { Workspace } from '../workspace';

interface Options {
  readonly base?: string;
  readonly head?: string;
  readonly format?: 'text' | 'md' | 'html' | 'json';
}

export function addReview(program: Command, session: Session): void {
  program
    .command('review')
    .description('what a change did to the storyboards, for its reviewer')
    .option('--base <rev>', 'what it is compared with, from their merge base; else the default branch')
    .option('--head <rev>', 'the change; else the working tree')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'md', 'html', 'json']))
    .addHelpText(
      'after',
      '\nOn a terminal it is text, elsewhere Markdown. Markdown is made for a comment on a pull request: at most 60 KB, with\na hidden mark to find it by.\n\nExample:\n  kata review --base origin/main --format md',
    )
    .action(async (options: Options, command: Command) => {
      const workspace = await session.open(command);
      const repository = await workspace.repository();
      if (repository.topLevel === null && options.head === undefined) throw noChange(workspace);
      const review = await reviewed(session, command, workspace, repository, options);
      const format = session.globals(command).json ? 'json' : (options.format ?? usualFormat(session));
      if (format === 'json') {
        session.json(reviewJson(review));
        return;
      }
      if (format === 'text') {
        const { reviewText } = await import('../../core/review/text');
        session.io.out.write(reviewText(review, await session.textOptions()));
        return;
      }
      const links = await linksOf(repository, review, session.io.env);
      if (format === 'html') {
        const { reviewPage } = await import('../../core/review/page');
        session.io.out.write(reviewPage(review, { links }));
      } else {
        const { reviewMarkdown } = await import('../../core/review/markdown');
        session.io.out.write(reviewMarkdown(review, { links }));
      }
    });
}

/** A person at a terminal reads it; what is piped or kept goes into a comment. */
function usualFormat({ io }: Session): 'text' | 'md' {
  return io.out.isTerminal ? 'text' : 'md';
}

function noChange({ root }: Workspace): CliFailure {
  const message = `${root.folder} is a bare repository, so there are no files to review`;
  const mend = 'name the change with --head, as in `kata review --base main --head BRANCH`';
  return new CliFailure('git/no-working-tree', message, mend, STATUS.environment);
}

async function reviewed(
  session: Session,
  command: Command,
  workspace: Workspace,
  repository: Repository,
  { base, head }: Options,
): Promise<Review> {
  const { readReview } = await import('../../git/review/read-review');
  const globals = session.globals(command);
  const { review, folders } = await readReview(repository, {
    base,
    head,
    workingTree: workspace.files,
    today: globals.today,
    clock: workspace.today,
  });
  return globals.kata === undefined ? review : ofOneKata(review, folders, globals.kata);
}

/** What a review says of one kata, named by its slug or its folder. @throws CliFailure where neither side has it */
function ofOneKata(review: Review, folders: readonly string[], name: string): Review {
  const isIt = (folder: string | null) => folder === name || folder?.split('/').at(-1) === name;
  const found = folders.filter(isIt);
  if (found.length === 0) {
    const slugs = folders.map((folder) => folder.split('/').at(-1)).join(', ');
    const mend = `name one of ${slugs}`;
    throw new CliFailure('kata/not-there', `There is no kata ${name} on either side`, mend, STATUS.notThere);
  }
  const ofIt = ({ path }: { path: string }) => found.some((folder) => path.startsWith(`${folder}/`));
  const { brought, mended } = review.problems;
  return {
    ...review,
    katas: review.katas.filter(({ folder, movedFrom }) => isIt(folder) || isIt(movedFrom)),
    problems: { brought: brought.filter(ofIt), mended: mended.filter(ofIt) },
  };
}

/** Where files and commits can be seen: as CI says, else as the remote's address does. */
async function linksOf(
  repository: Repository,
  { head }: Review,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Links> {
  const { linksTo, NO_LINKS, webPage } = await import('../../core/document/links');
  const { originAddress } = await import('../../git/default-branch');
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name, CI_PROJECT_URL: project } = env;
  const inCi = server !== undefined && name !== undefined ? `${server}/${name}` : project;
  const address = inCi ?? (await repository.git.run(originAddress));
  const page =
    address === null
      ? null
      : webPage(address, inCi === undefined ? null : project === inCi ? 'gitlab' : 'github');
  return page === null ? NO_LINKS : linksTo(page, head.commit);
}
