/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 * @typedef {import('playwright-core').FrameLocator} FrameLocator
 */

/** The built-in themes, by the names that pictures and tests give them. */
export const themes = /** @type {const} */ ({
  dark_modern: 'Dark Modern',
  light_modern: 'Light Modern',
  'hc-black': 'Dark High Contrast',
  'hc-light': 'Light High Contrast',
});

/** @typedef {keyof typeof themes} ThemeName */

/** How the `workbench.colorTheme` setting names them. */
export const themeSettings = /** @type {const} */ ({
  dark_modern: 'Default Dark Modern',
  light_modern: 'Default Light Modern',
  'hc-black': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
});

/** How long the workbench may take for one step, in milliseconds: generous, for slow and busy machines. */
const PATIENCE = 30_000;

/** A VS Code workbench in a browser, driven as a person does: by keys, clicks and what is on the screen. */
export class Workbench {
  /** @param {Page} page */
  constructor(page) {
    /** The browser's page, for what is not offered here. */
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
    /** What the page wrote to its console. @type {string[]} */
    this.log = [];
    page.on('console', (message) => this.log.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.log.push(`page error: ${error.message}`));
  }

  /**
   * Opens an address of a server and waits until the workbench can be used.
   * @param {import('playwright-core').Browser} browser
   * @param {string} address from `server.address(folder)`
   * @param {{ width?: number, height?: number }} [viewport] in CSS pixels
   */
  static async open(browser, address, { width = 1400, height = 900 } = {}) {
    const workbench = new Workbench(await browser.newPage({ viewport: { width, height } }));
    await workbench.page.goto(address);
    await workbench.ready();
    return workbench;
  }

  /** Waits until the workbench stands and its extensions run. */
  async ready() {
    await this.page.locator('.monaco-workbench').waitFor();
    // The remote indicator shows its icon in place of a spinner once the extension host is connected.
    await this.page.locator('.statusbar-item[id="status.host"]').waitFor();
    await this.page.locator('.statusbar-item .codicon-loading').first().waitFor({ state: 'detached' });
  }

  /** The box at the top that commands, files and questions use. */
  get quickInput() {
    return this.page.locator('.quick-input-widget:visible');
  }

  /** Its text field. */
  get quickInputBox() {
    return this.quickInput.locator('.quick-input-box input, .quick-input-box textarea').first();
  }

  /**
   * Types into the quick input and waits for the row.
   * @param {string} text
   * @param {string | RegExp} row what the row shows
   * @param {number} [timeout] in milliseconds
   */
  async pickQuickInput(text, row, timeout = PATIENCE) {
    await this.quickInputBox.fill(text, { timeout });
    await this.quickInput
      .locator('.monaco-list-row')
      .filter({ hasText: typeof row === 'string' ? exactly(row) : row })
      .first()
      .click({ timeout });
  }

  /**
   * Answers a question in the quick input.
   * @param {string} text
   */
  async answer(text) {
    await this.quickInputBox.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /**
   * Opens the quick input and picks a row. A workbench that is still opening an editor takes the focus and so closes the
   * quick input: then a person would try again, and so does this.
   * @param {string} text
   * @param {string | RegExp} row
   */
  async palette(text, row) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      try {
        await this.page.keyboard.press('F1');
        await this.quickInputBox.waitFor({ timeout: PATIENCE / 6 });
        await this.pickQuickInput(text, row, PATIENCE / 6);
        return;
      } catch (error) {
        if (Date.now() > end) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /**
   * Runs a command by the title that the command palette shows, for example `Kata: Open Storyboard`.
   * @param {string} title
   */
  async runCommand(title) {
    await this.palette(`>${title}`, title);
  }

  /**
   * Opens a file in its default editor.
   * @param {string} path relative to the workspace folder
   */
  async openFile(path) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    await this.palette(path, new RegExp(literally(name)));
    await this.tab(name).waitFor();
  }

  /**
   * An editor's tab.
   * @param {string} name what it shows
   */
  tab(name) {
    return this.page.locator('.tabs-container .tab').filter({ hasText: name });
  }

  /** The names of the open tabs; a tab with unsaved text ends with `●`. */
  async tabs() {
    const tabs = await this.page.locator('.tabs-container .tab').all();
    return Promise.all(
      tabs.map(async (tab) => {
        const dirty = /(^| )dirty( |$)/.test((await tab.getAttribute('class')) ?? '');
        const name = (await tab.locator('.label-name').first().textContent()) ?? '';
        return dirty ? `${name} ●` : name;
      }),
    );
  }

  /**
   * A button at the right of the tabs.
   * @param {string} name what a screen reader says
   */
  titleButton(name) {
    return this.page
      .locator('.editor-group-container.active .editor-actions .action-label')
      .and(this.page.getByRole('button', { name }));
  }

  /** How many texts have unsaved changes, in tabs or out of sight: the number at the Explorer's icon. */
  async unsaved() {
    const label = await this.page
      .locator('.activitybar a[aria-label^="Explorer"]')
      .getAttribute('aria-label');
    return Number(label?.match(/(\d+) unsaved/)?.[1] ?? 0);
  }

  /** The lines on the screen of the active text editor. */
  async editorText() {
    const lines = this.page.locator('.editor-group-container.active .monaco-editor .view-line:visible');
    await lines.first().waitFor();
    // The lines stand in the page in any order; their offset says which comes first.
    const found = await lines.evaluateAll((elements) =>
      elements
        .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll('\u00a0', ' ')),
    );
    return found.join('\n');
  }

  /**
   * The content of the visible webview, two frames deep.
   * @returns {FrameLocator}
   */
  get storyboard() {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  /** Opens the storyboard by its command and waits until it shows a kata. */
  async openStoryboard() {
    await this.runCommand('Kata: Open Storyboard');
    await this.storyboardReady();
  }

  /** Waits until the storyboard shows a kata: its headline is there. */
  async storyboardReady() {
    await this.storyboard.locator('h1').first().waitFor();
  }

  /** Waits until two pictures in a row are the same: fonts, icons and transitions have come to rest. */
  async settled() {
    /** @type {Buffer | undefined} */
    let before;
    for (let tries = 0; tries < 20; tries++) {
      const now = await this.page.screenshot({ animations: 'disabled', caret: 'hide' });
      if (before?.equals(now)) return;
      before = now;
      await this.page.waitForTimeout(400);
    }
  }

  /**
   * Makes the window as high as the whole storyboard needs.
   * @param {number} most in CSS pixels
   */
  async fitHeight(most) {
    const frame = await this.storyboardFrame();
    const hidden = await frame.evaluate(
      'Math.max(...["documentElement", "body"].map((part) => document[part].scrollHeight)) - innerHeight',
    );
    const size = this.page.viewportSize();
    if (!size || typeof hidden !== 'number') throw new Error('the storyboard has no size');
    await this.setViewport(size.width, Math.min(most, size.height + hidden));
  }

  /** The storyboard's frame, for `evaluate` (axe runs there). */
  async storyboardFrame() {
    const handle = await this.storyboard.locator('body').elementHandle();
    const frame = await handle?.ownerFrame();
    if (!frame) throw new Error('the storyboard has no frame');
    return frame;
  }

  /**
   * Opens a container of the activity bar.
   * @param {string} name for example `Kata`
   */
  async openView(name) {
    const item = this.page.locator('.activitybar .action-item').filter({
      has: this.page.locator(`a[aria-label^="${name}"]`),
    });
    if (!/checked/.test((await item.first().getAttribute('class')) ?? '')) await item.first().click();
    await this.page.locator('.sidebar').waitFor();
  }

  /**
   * Rows of a tree in the side bar.
   * @param {string | RegExp} [text] only those that show it
   * @returns {Locator}
   */
  treeRows(text) {
    const rows = this.page.locator('.sidebar [role="treeitem"]');
    return text === undefined ? rows : rows.filter({ hasText: text });
  }

  /**
   * How long VS Code took to activate an extension that is active or is about to be. The list holds the slow first, and only
   * what the window is high enough for.
   * @param {string} name its display name
   * @returns {Promise<number>} milliseconds
   */
  async activationTime(name) {
    await this.runCommand('Developer: Show Running Extensions');
    const text = await this.page
      .locator('.runtime-extensions-editor .monaco-list-row')
      .filter({ hasText: name })
      .filter({ hasText: /Activation: \d+ms/ })
      .textContent();
    return Number(text?.match(/Activation: (\d+)ms/)?.[1]);
  }

  /**
   * Presses a button of a notification. The newest VS Code keeps some of them behind its bell, so the list is opened first.
   * @param {string} name
   */
  async pressInNotification(name) {
    await this.runCommand('Notifications: Show Notifications');
    await this.page.locator('.notifications-center.visible').getByRole('button', { name }).first().click();
  }

  /** What the notifications on the screen say. */
  async notifications() {
    const texts = await this.page.locator('.notification-list-item-message').allTextContents();
    return texts.map((text) => text.trim());
  }

  /**
   * Changes the theme as a person does.
   * @param {ThemeName} name
   */
  async setTheme(name) {
    await this.runCommand('Preferences: Color Theme');
    await this.pickQuickInput(themes[name], themes[name]);
    await this.quickInput.waitFor({ state: 'hidden' });
    const file = name.startsWith('hc') ? name.replace('-', '_') : name;
    await this.page.locator(`.monaco-workbench[class*="${file}-json"]`).waitFor();
  }

  /**
   * @param {number} width in CSS pixels
   * @param {number} height in CSS pixels
   */
  async setViewport(width, height) {
    await this.page.setViewportSize({ width, height });
  }

  /**
   * @param {string} path of the picture, a PNG
   */
  async screenshot(path) {
    await this.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  }
}

/** @param {string} text */
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A row that starts with the text: what follows may be a keybinding or a group's name.
 * @param {string} text
 */
const exactly = (text) => new RegExp(`^\\s*${literally(text)}`);
