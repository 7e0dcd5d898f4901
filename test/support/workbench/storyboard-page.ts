import type { FrameLocator, Locator } from 'playwright-core';

/** The storyboard as a person has it before them: fields by their label, menus by their words. */
export class StoryboardPage {
  constructor(readonly frame: FrameLocator) {}

  /** A field that is not open. @param name its label and the beginning of what it shows, such as `Coach: Bo` */
  shown(name: string): Locator {
    return this.frame.getByRole('button', { name: new RegExp(`^${escaped(name)}`) });
  }

  /** An open field. */
  box(label: string): Locator {
    return this.frame.getByRole('textbox', { name: label, exact: true });
  }

  /** The row of an experiment. @param step the beginning of its step */
  experiment(step: string): Locator {
    return this.frame.getByRole('row', { name: step });
  }

  obstacle(title: string): Locator {
    return this.frame.locator('.obstacle').filter({ hasText: title });
  }

  /** Opens a field by a click and types over its whole text. */
  async type(name: string, label: string, text: string): Promise<void> {
    await this.shown(name).click();
    await this.retype(label, text);
  }

  /** Types over the whole text of an open field, key by key. */
  async retype(label: string, text: string): Promise<void> {
    await this.box(label).waitFor();
    // Not Ctrl+A: VS Code selects for a webview by a message, which comes after keys that are pressed at once.
    await this.box(label).press('Control+Home');
    await this.box(label).press('Control+Shift+End');
    await this.box(label).pressSequentially(text);
  }

  /** Opens a menu and chooses. @param menu its label */
  async choose(menu: string, item: string): Promise<void> {
    await this.frame.getByRole('button', { name: menu, exact: true }).click();
    await this.frame.getByRole('menu').getByText(item, { exact: true }).click();
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
