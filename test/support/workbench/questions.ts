import type { Locator } from 'playwright-core';
import type { Workbench } from '../../../scripts/vscode/workbench.mjs';

/**
 * The questions of a command, as a person answers them in VS Code's quick input. Each waits until its own question is
 * asked, so that no key goes to the one before.
 */
export class QuestionsPage {
  constructor(private readonly workbench: Workbench) {}

  /** Types an answer over what is offered, and keeps it with Enter. @param question words of it */
  async text(question: string | RegExp, answer: string): Promise<void> {
    await this.asked(question).waitFor();
    await this.workbench.quickInputBox.fill(answer);
    await this.workbench.page.keyboard.press('Enter');
  }

  /** Keeps what is offered. */
  async keep(question: string | RegExp): Promise<void> {
    await this.asked(question).waitFor();
    await this.workbench.page.keyboard.press('Enter');
  }

  /** Chooses a row. */
  async choice(question: string | RegExp, row: string | RegExp): Promise<void> {
    await this.workbench.quickInput.getByPlaceholder(question).waitFor();
    await this.workbench.quickInput.locator('.monaco-list-row').filter({ hasText: row }).first().click();
  }

  /** The words above or below the text field. */
  asked(question: string | RegExp): Locator {
    return this.workbench.quickInput.locator('.quick-input-message').filter({ hasText: question });
  }
}
