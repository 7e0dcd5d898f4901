import assert from 'node:assert/strict';
import { type Asker, BACK } from '../../../src/extension/asking/ask';

/** Takes what is offered. */
export const OFFERED = Symbol('offered');
/** Goes away. */
export const AWAY = Symbol('away');

/** A person who answers in turn: a text, one of the choices by its label, `OFFERED`, `BACK` or `AWAY`. */
export class Person implements Asker {
  /** What was asked, in words. */
  readonly asked: string[] = [];

  constructor(private readonly answers: (string | symbol)[]) {}

  text: Asker['text'] = async ({ prompt, value, problem, step, steps }) => {
    this.asked.push(`${step}/${steps} ${prompt}`);
    const answer = this.answers.shift();
    assert.notEqual(answer, undefined, `no answer to ${prompt}`);
    if (answer === AWAY) return undefined;
    if (answer === BACK) return BACK;
    const text = answer === OFFERED ? value : String(answer);
    assert.equal(problem(text), null, prompt);
    return text;
  };

  choice: Asker['choice'] = async ({ prompt, choices, step, steps }) => {
    this.asked.push(`${step}/${steps} ${prompt}`);
    const answer = this.answers.shift();
    if (answer === AWAY) return undefined;
    if (answer === BACK) return BACK;
    const chosen = answer === OFFERED ? choices[0] : choices.find(({ label }) => label === answer);
    assert.ok(chosen, `${String(answer)} is none of ${choices.map(({ label }) => label).join(', ')}`);
    return chosen.value;
  };
}
