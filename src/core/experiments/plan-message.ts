import type { Experiment, Outcome } from '../model/experiment';

/** The experiment that a commit is about. */
export interface About {
  /** The kata's slug: for people, only the id counts. */
  readonly slug: string;
  readonly id: string;
  readonly value: Experiment;
}

/** The line that ties a commit to an experiment (docs/format.md). */
export function experimentLine({ slug, id }: Pick<About, 'slug' | 'id'>): string {
  return `Kata-Experiment: ${slug}/${id}`;
}

/** The first commit of an experiment: its prediction. */
export function startMessage(about: About): string {
  return message('Predict', titleOf(about), [['Expect', about.value.expect]], about);
}

/** What happened. */
export function resultMessage(about: About): string {
  const { happened, learned } = about.value;
  return message('Result', happened ?? titleOf(about), [['Learned', learned]], about);
}

/** The end, with the outcome. */
export function finishMessage(about: About, outcome: Outcome): string {
  return message('Finish', `${outcome}, ${titleOf(about)}`, [['Learned', about.value.learned]], about);
}

/** A record that is brought along. @param from as people name it. @param commit full id. */
export function carryMessage(about: About, from: string, commit: string): string {
  const rest = [['From', `${from} at ${commit.slice(0, 12)}`]] as const;
  return message('Carry', titleOf(about), rest, about);
}

function titleOf({ value, id }: About): string {
  return value.title ?? value.step ?? id;
}

const SUBJECT = 72;

/** Each text of a person's stays on one line behind a word of ours, so none can pass for a line that ties or reverts. */
function message(
  word: string,
  text: string,
  more: readonly (readonly [string, string | undefined])[],
  about: About,
): string {
  const subject = `${word}: ${oneLine(text)}`;
  const cut = shortened(subject, SUBJECT);
  const body = [...(cut === subject ? [] : [`In full: ${oneLine(text)}`]), ...more.flatMap(said)];
  return `${[cut, ...(body.length === 0 ? [] : [body.join('\n')]), experimentLine(about)].join('\n\n')}\n`;
}

function said([word, text]: readonly [string, string | undefined]): string[] {
  const line = oneLine(text ?? '');
  return line === '' ? [] : [`${word}: ${line}`];
}

/** Breaks and control characters become a space: git ends a message at NUL. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

function shortened(text: string, length: number): string {
  const letters = Array.from(text);
  return letters.length <= length
    ? text
    : `${letters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}
