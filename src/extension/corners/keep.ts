import { planCornerCut, planCornerKeep } from '../../core/edits/corners';
import { type Asker, askAll, quickInput } from '../asking/ask';
import { type Answers, choiceQuestion, needed, textQuestion } from '../asking/questions';
import type { Parts } from '../parts';
import { kataUri } from '../records/kata-folder';
import { random } from '../today';
import { experimentChoices, experimentsFor, refusalFor, tellRefusal } from './choose-experiment';
import { isRecorded } from './found-corner';
import { pickCorner } from './go-to';
import { cornerName } from './words';

/** Asks why the team lives with a corner, and writes it down. */
export async function keepCorner(parts: Parts, given: unknown, asker: Asker = quickInput): Promise<void> {
  const one = await pickCorner(
    parts.corners.scans,
    given,
    (each) => isRecorded(each) && each.corner.state === 'open' && each.corner.kept === null,
  );
  if (one === undefined || !isRecorded(one)) return;
  const answers: Answers = new Map();
  const why = textQuestion(answers, 'why', {
    prompt: `Why does the team live with “${cornerName(one.corner)}”?`,
    example: 'The gateway retries already',
    problem: needed('Write in a few words why it may stay.'),
  });
  if (!(await askAll(asker, 'Keep This Corner', [why]))) return;
  const { folder, kata } = one.found;
  await parts.storyboards.change(kataUri(folder, kata), (now) =>
    planCornerKeep(now, one.corner.id, answers.get('why') ?? ''),
  );
}

/** Writes a marker that stands in the code without an entry into the record of the active experiment, or the one that is picked. */
export async function adoptCorner(parts: Parts, given: unknown, asker: Asker = quickInput): Promise<void> {
  const { scans } = parts.corners;
  const one = await pickCorner(scans, given, ({ corner }) => corner.state === 'orphan');
  const [place] = one?.corner.places ?? [];
  if (one === undefined || place === undefined) return;
  const { corner, tree } = one;
  const uri = tree.uriOf(place.path);
  const refusal = refusalFor(parts, uri);
  if (refusal !== undefined) return tellRefusal(refusal);
  const experiments = experimentsFor(parts, uri);
  const answers: Answers = new Map();
  const questions = [
    ...(experiments.length > 1
      ? [choiceQuestion(answers, 'experiment', 'Which experiment cuts it?', experimentChoices(experiments))]
      : []),
    textQuestion(answers, 'what', {
      prompt: 'What was left out, or done the quick way?',
      value: corner.what,
      problem: needed('Write in a few words what is cut.'),
    }),
  ];
  if (!(await askAll(asker, 'Write Down This Corner', questions))) return;
  const experiment = experiments[Number(answers.get('experiment') ?? 0)];
  if (experiment === undefined) return;
  const { folder, kata } = experiment.found;
  const what = answers.get('what') ?? '';
  await parts.storyboards.change(kataUri(folder, kata), (now) =>
    planCornerCut(now, experiment.one.record, { what, id: corner.id }, random),
  );
}
