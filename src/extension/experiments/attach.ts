import { planAttach } from '../../core/experiments/plan-attach';
import { type Asker, askAll, quickInput } from '../asking/ask';
import { type Answers, choiceQuestion, said, textQuestion } from '../asking/questions';
import type { Parts } from '../parts';
import { kataUri } from '../records/kata-folder';
import { type FoundExperiment, nameOf } from './pick-experiment';
import { withRepository } from './work';

/** How much of a commit's id is shown and typed. */
const SHORT = 10;

/** Ties a branch that was made without the tool to an experiment, by hand: the record says so, nothing is committed. */
export async function attachBranch(
  parts: Parts,
  { found, one }: FoundExperiment,
  asker: Asker = quickInput,
): Promise<void> {
  const choices = await withRepository(parts, found, 'Looking for branches…', async ({ git }) => {
    const { listRefs } = await import('../../git/history/refs');
    const { refs } = await git.run(listRefs);
    return refs
      .filter(({ name }) => /^refs\/(heads|remotes)\//.test(name))
      .map(({ name }) => name.replace(/^refs\/(heads|remotes)\//, ''))
      .map((name) => ({ label: name, value: name }));
  });
  if (choices === undefined) return;
  const answers: Answers = new Map();
  const branch = choiceQuestion(
    answers,
    'branch',
    `Which branch holds the work of “${nameOf(one)}”?`,
    choices,
  );
  if (!(await askAll(asker, 'Attach Branch', [branch]))) return;
  const name = said(answers, 'branch') ?? '';
  const start = (await startOf(parts, found, name)) ?? '';
  const since = textQuestion(answers, 'since', {
    prompt: 'After which commit does the work begin? Empty, where the commit of the record says it.',
    example: 'main~3, or the beginning of a commit’s id',
    value: start.slice(0, SHORT),
  });
  if (!(await askAll(asker, 'Attach Branch', [since]))) return;
  const work = await withRepository(parts, found, 'Looking at the branch…', async (repository) => {
    const { attachment } = await import('../../git/experiments/attach');
    return attachment(repository, name, said(answers, 'since'));
  });
  if (work === undefined) return;
  const done = await parts.storyboards.change(kataUri(found.folder, found.kata), (kata) =>
    planAttach(kata, one.record, work),
  );
  if (done === false || one.id === null) return;
  const { id } = one;
  await withRepository(parts, found, 'Keeping the commits…', async (repository) => {
    const { rememberAttached } = await import('../../git/experiments/remember');
    await rememberAttached(repository, id, work.tip);
  });
}

/** Where a branch parted from what is checked out; nothing where it is part of that. */
function startOf(
  parts: Parts,
  found: FoundExperiment['found'],
  branch: string,
): Promise<string | null | undefined> {
  return withRepository(parts, found, 'Looking at the branch…', async ({ git }) => {
    const [{ mergeBase }, { resolveCommit }] = await Promise.all([
      import('../../git/merge-base'),
      import('../../git/revision'),
    ]);
    const [head, tip] = await Promise.all([git.run(resolveCommit('HEAD')), git.run(resolveCommit(branch))]);
    const base = await git.run(mergeBase(head, tip));
    return base === tip ? null : base;
  });
}
