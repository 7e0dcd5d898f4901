import * as vscode from 'vscode';

/** A person went one question back. */
export const BACK = Symbol('back');
/** What a person gave, `BACK`, or undefined where they went away. */
export type Answer<T> = T | typeof BACK | undefined;

interface Place {
  readonly title: string;
  /** Counts from 1. */
  readonly step: number;
  readonly steps: number;
}

export interface TextQuestion extends Place {
  readonly prompt: string;
  readonly example: string;
  readonly value: string;
  /** What is wrong with a text while it is typed; null where nothing is. */
  readonly problem: (text: string) => string | null;
}

export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: T;
}

export interface ChoiceQuestion<T> extends Place {
  readonly prompt: string;
  readonly choices: readonly Choice<T>[];
}

/** How a person is asked: VS Code's own quick input, unless a test answers. */
export interface Asker {
  text(question: TextQuestion): Promise<Answer<string>>;
  choice<T>(question: ChoiceQuestion<T>): Promise<Answer<T>>;
}

/** One question of several; keeps its own answer, and gives whether to go on, back, or away. */
export type Question = (asker: Asker, place: Place) => Promise<Answer<unknown>>;

/** Asks one after the other, back and forth. @returns false where the person went away: nothing may be done then. */
export async function askAll(asker: Asker, title: string, questions: readonly Question[]): Promise<boolean> {
  for (let at = 0; at < questions.length; ) {
    const answer = await questions[at]?.(asker, { title, step: at + 1, steps: questions.length });
    if (answer === undefined) return false;
    at = answer === BACK ? Math.max(0, at - 1) : at + 1;
  }
  return true;
}

/** VS Code's quick input, with step counts and a back button. */
export const quickInput: Asker = {
  text: (question) =>
    new Promise((resolve) => {
      const input = vscode.window.createInputBox();
      const { prompt, example, value, problem } = question;
      const judge = () => {
        input.validationMessage = problem(input.value) ?? undefined;
      };
      shared(input, question, resolve);
      Object.assign(input, { prompt, placeholder: example, value });
      input.onDidChangeValue(judge);
      input.onDidAccept(() => {
        judge();
        if (input.validationMessage === undefined) finish(input, resolve, input.value.trim());
      });
      input.show();
    }),
  choice: <T>(question: ChoiceQuestion<T>) =>
    new Promise<Answer<T>>((resolve) => {
      const pick = vscode.window.createQuickPick<vscode.QuickPickItem & Choice<T>>();
      shared(pick, question, resolve);
      pick.placeholder = question.prompt;
      pick.matchOnDescription = true;
      pick.items = [...question.choices];
      pick.onDidAccept(() => {
        const [chosen] = pick.selectedItems;
        if (chosen !== undefined) finish(pick, resolve, chosen.value);
      });
      pick.show();
    }),
};

function shared<T>(
  input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
  { title, step, steps }: Place,
  resolve: (answer: Answer<T>) => void,
): void {
  input.title = title;
  input.ignoreFocusOut = true;
  if (steps > 1) Object.assign(input, { step, totalSteps: steps });
  if (step > 1) input.buttons = [vscode.QuickInputButtons.Back];
  input.onDidTriggerButton(() => finish(input, resolve, BACK));
  input.onDidHide(() => finish(input, resolve, undefined));
}

/** The first answer counts: what hides afterwards resolves nothing any more. */
function finish<T>(input: vscode.QuickInput, resolve: (answer: Answer<T>) => void, answer: Answer<T>): void {
  resolve(answer);
  input.dispose();
}
