import { isDate } from '../../core/model/dates';
import type { Question } from './ask';
import { BACK, type Choice } from './ask';

/** Answers as they are given, by name; an empty text stands for nothing said. */
export type Answers = Map<string, string>;

interface Text {
  readonly prompt: string | (() => string);
  readonly example?: string;
  readonly value?: string;
  readonly problem?: (text: string) => string | null;
}

/** Asks for a text and keeps it under a name; asked again, it offers what was said before. */
export function textQuestion(answers: Answers, name: string, text: Text): Question {
  return async (asker, place) => {
    const { prompt, example = '', value = '', problem = () => null } = text;
    const words = typeof prompt === 'string' ? prompt : prompt();
    const known = answers.get(name) ?? value;
    const answer = await asker.text({ ...place, prompt: words, example, value: known, problem });
    if (typeof answer === 'string') answers.set(name, answer.trim());
    return answer;
  };
}

/** Asks for one of several and keeps it under a name. */
export function choiceQuestion(
  answers: Answers,
  name: string,
  prompt: string,
  choices: readonly Choice<string>[],
): Question {
  return async (asker, place) => {
    const answer = await asker.choice({ ...place, prompt, choices });
    if (answer !== undefined && answer !== BACK) answers.set(name, answer);
    return answer;
  };
}

/** Something has to be said. */
export function needed(words: string): (text: string) => string | null {
  return (text) => (text.trim() === '' ? words : null);
}

/** A calendar date, or nothing. */
export function dateOrNothing(text: string): string | null {
  const said = text.trim();
  return said === '' || isDate(said) ? null : 'Write a date such as 2026-11-25, or nothing.';
}

export function dateNeeded(text: string): string | null {
  return isDate(text.trim()) ? null : 'Write a date such as 2026-12-11.';
}

/** A number, or nothing. */
export function numberOrNothing(text: string): string | null {
  const said = text.trim();
  return said === '' || numberIn(said) !== null ? null : 'Write a number such as 640, or nothing.';
}

/** The number that a text says; null where it says none. */
export function numberIn(text: string): number | null {
  const said = text.trim().replace(/^\+/, '');
  return /^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(said) && Number.isFinite(Number(said))
    ? Number(said)
    : null;
}

/** What was said under a name; undefined for nothing. */
export function said(answers: Answers, name: string): string | undefined {
  const text = answers.get(name) ?? '';
  return text === '' ? undefined : text;
}

/** Numbers that were said under `value METRIC`; undefined where there are none. */
export function valuesSaid(answers: Answers): Readonly<Record<string, number>> | undefined {
  const found: Record<string, number> = {};
  for (const [name, text] of answers) {
    const metric = /^value (.+)$/.exec(name)?.[1];
    const value = numberIn(text);
    if (metric !== undefined && value !== null) found[metric] = value;
  }
  return Object.keys(found).length === 0 ? undefined : found;
}
