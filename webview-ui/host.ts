import { type ToHost, type ToWebview, toHost, toWebview } from '../src/protocol/messages';

/** What VS Code gives a webview, once. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  function acquireVsCodeApi(): VsCodeApi;
}

type WithRequest = Extract<ToHost, { request: number }>;
type WithoutRequest = Exclude<ToHost, WithRequest>;
/** A message that is answered, before it has its number. */
export type Ask = WithRequest extends infer M ? (M extends WithRequest ? Omit<M, 'request'> : never) : never;
export type Answer = Extract<ToWebview, { type: 'done' | 'refused' }>;
export type News = Exclude<ToWebview, Answer>;

const NOT_SENT =
  'This could not be sent. Shorten the text (100,000 characters is the most), or write it in the YAML.';

/**
 * The channel to the extension. What goes out and what comes in is checked against the protocol:
 * a message that breaks it is ignored, and one that cannot be sent is refused in words.
 */
export class Host {
  readonly #api: VsCodeApi;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  // Starts past the numbers of an earlier life of this page, whose late answers would otherwise be taken for new ones.
  #last = Math.floor(performance.timeOrigin) % 1_000_000_000;

  constructor(api: VsCodeApi, onNews: (news: News) => void) {
    this.#api = api;
    addEventListener('message', (event) => {
      const read = toWebview.safeParse(event.data);
      if (!read.success) return;
      const message = read.data;
      if (message.type !== 'done' && message.type !== 'refused') return onNews(message);
      this.#waiting.get(message.request)?.(message);
      this.#waiting.delete(message.request);
    });
  }

  /** Sends a message that has no answer. */
  tell(message: WithoutRequest): void {
    const checked = toHost.safeParse(message);
    if (checked.success) this.#api.postMessage(checked.data);
  }

  /** Sends a message and gives its answer; resolves also where the message was refused, never rejects. */
  ask(message: Ask): Promise<Answer> {
    const request = ++this.#last;
    const checked = toHost.safeParse({ ...message, request });
    if (!checked.success) {
      return Promise.resolve({ type: 'refused', request, message: NOT_SENT, mend: '' });
    }
    return new Promise((resolve) => {
      this.#waiting.set(request, resolve);
      this.#api.postMessage(checked.data);
    });
  }

  /** True while a message has no answer yet. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** What an earlier life of this page left; not to be trusted to have any shape. */
  get left(): unknown {
    return this.#api.getState();
  }

  leave(state: unknown): void {
    this.#api.setState(state);
  }
}
