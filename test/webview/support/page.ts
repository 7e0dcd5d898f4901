import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { webviewBundle } from '../../../scripts/bundles.mjs';
import { launchBrowser } from '../../../scripts/vscode/browser.mjs';
import type { StoryboardView } from '../../../src/core/storyboard/view';
import type { ToHost, ToWebview } from '../../../src/protocol/messages';
import { pagePolicy } from '../../../src/protocol/policy';

const ORIGIN = 'https://board.test';
const NONCE = 'bm9uY2U';

export const THEMES = ['dark', 'light', 'hc-black', 'hc-light'] as const;
export type Theme = (typeof THEMES)[number];

interface ThemeFile {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

const themes = new URL('../../support/themes/', import.meta.url);

function themeOf(name: Theme): ThemeFile {
  return JSON.parse(readFileSync(new URL(`${name}.json`, themes), 'utf8')) as ThemeFile;
}

/** What VS Code puts into every webview. */
const DEFAULT_STYLES = readFileSync(new URL('default.css', themes), 'utf8');

let bundled: Promise<string> | undefined;
let browser: Promise<Browser> | undefined;

async function bundle(): Promise<string> {
  const result = await build({ ...webviewBundle, write: false, sourcemap: false, minify: false });
  return result.outputFiles?.[0]?.text ?? '';
}

/** Ends the browser. For an `after` of each suite. */
export async function closeBrowser(): Promise<void> {
  const open = await browser;
  browser = undefined;
  await open?.close();
}

export interface BoardOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** The first snapshot; null leaves the page waiting. */
  readonly view?: StoryboardView | null;
  readonly canUndo?: string | null;
  readonly canRedo?: string | null;
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

type Reply = (message: ToHost, board: BoardPage) => ToWebview[] | undefined;

/** A storyboard in a real browser, under the shipped policy, with a host that the test plays. */
export class BoardPage {
  /** What the page sent, in order, without `ready`. */
  readonly sent: ToHost[] = [];
  /** What the page asked the network for, and what its policy refused. */
  readonly requests: string[] = [];
  readonly complaints: string[] = [];
  /** How the host answers; everything is done, unless a test says otherwise. */
  reply: Reply = (message) =>
    'request' in message ? [{ type: 'done', request: message.request, created: null }] : undefined;
  #version = 0;

  constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    private view: StoryboardView | null,
    readonly undo: { canUndo: string | null; canRedo: string | null },
  ) {}

  async hear(message: ToHost): Promise<void> {
    if (message.type === 'ready') {
      if (this.view) await this.show(this.view);
      return;
    }
    this.sent.push(message);
    for (const answer of this.reply(message, this) ?? []) await this.tell(answer);
  }

  /** Sends a message as the host would; any value, so that broken ones can be tried. */
  async tell(message: unknown): Promise<void> {
    await this.page.evaluate((value) => window.postMessage(value, '*'), message);
  }

  /** Sends a snapshot and waits until it is drawn. */
  async show(view: StoryboardView, undo: Partial<BoardPage['undo']> = {}): Promise<void> {
    this.view = view;
    Object.assign(this.undo, undo);
    this.#version += 1;
    await this.tell({ type: 'snapshot', version: this.#version, view, ...this.undo });
    await this.drawn();
  }

  async drawn(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20)))),
    );
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

/** Opens a board. Close it after the test. */
export async function openBoard(options: BoardOptions = {}): Promise<BoardPage> {
  browser ??= launchBrowser({ say: () => {} });
  bundled ??= bundle();
  const [open, script] = await Promise.all([browser, bundled]);
  const context = await open.newContext({
    viewport: { width: options.width ?? 1300, height: options.height ?? 900 },
    reducedMotion: options.reducedMotion ?? 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  const board = new BoardPage(page, context, options.view ?? null, {
    canUndo: options.canUndo ?? null,
    canRedo: options.canRedo ?? null,
  });
  const theme = themeOf(options.theme ?? 'dark');
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (url === `${ORIGIN}/`) return route.fulfill({ contentType: 'text/html', body: html(theme) });
    if (url === `${ORIGIN}/storyboard.js`)
      return route.fulfill({ contentType: 'text/javascript', body: script });
    board.requests.push(url);
    return route.abort();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') board.complaints.push(message.text());
  });
  page.on('pageerror', (error) => board.complaints.push(String(error)));
  await page.exposeFunction('toTestHost', (message: ToHost) => board.hear(message));
  await page.addInitScript({
    content: `globalThis.theme = ${JSON.stringify({ variables: theme.variables, styles: DEFAULT_STYLES })};`,
  });
  await page.addInitScript({ path: fileURLToPath(new URL('../page/vscode.js', import.meta.url)) });
  await page.goto(`${ORIGIN}/`);
  await (options.view
    ? page.waitForSelector('h1')
    : page.waitForSelector('kata-storyboard', { state: 'attached' }));
  await board.drawn();
  return board;
}

function html(theme: ThemeFile): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy(NONCE)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Storyboard</title>
<script type="module" nonce="${NONCE}" src="${ORIGIN}/storyboard.js"></script>
</head><body class="vscode-body ${theme.bodyClass}"></body></html>`;
}
