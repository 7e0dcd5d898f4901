import type { Address, ReviewFieldView, ReviewMarkView, StoryboardView } from '../src/core/storyboard/view';
import { type Ask, Host, type News, type VsCodeApi } from './host';
import { type Draft, type Memory, readMemory } from './memory';

export type Value = string | number | null;

/** A value that was sent and is not yet in a snapshot: shown, so that nothing flashes back. */
interface Pending {
  readonly value: Value;
  kept: boolean;
}

interface Watcher {
  requestUpdate(): void;
}

/** The name of a place on the board: its record and path. */
export function keyOf(at: Address): string {
  return JSON.stringify([at.record, ...at.path]);
}

/**
 * What the page knows: the last snapshot, and what its person is in the middle of. Nothing else;
 * every value on the board comes from a snapshot.
 */
export class Board extends EventTarget {
  readonly host: Host;
  version = 0;
  view: StoryboardView | null = null;
  unavailable: { readonly message: string; readonly line: number | null } | null = null;
  canUndo: string | null = null;
  canRedo: string | null = null;
  readonly memory: Memory;
  /** What was last done, for those who see it and those who hear it. */
  said = { text: '', seen: false };
  readonly #drafts: Map<string, Draft>;
  /** By place: what a review says of a record or item, and of a field. */
  readonly #marks = new Map<string, ReviewMarkView>();
  readonly #changed = new Map<string, ReviewFieldView>();
  readonly #pending = new Map<string, Pending>();
  readonly #watchers = new Map<string, Set<Watcher>>();
  #leaving = 0;
  #travel: { readonly way: 'undo' | 'redo'; readonly label: string | null } | null = null;

  constructor(api: VsCodeApi) {
    super();
    this.host = new Host(api, (news) => this.#hear(news));
    this.memory = readMemory(this.host.left);
    this.#drafts = new Map(Object.entries(this.memory.drafts));
    document.addEventListener('visibilitychange', () => this.leaveNow());
    addEventListener('pagehide', () => this.leaveNow());
  }

  get readOnly(): boolean {
    return this.view === null || this.view.readOnly !== null;
  }

  /** Tells what was done: to a screen reader always, and on the board where it can't be seen at its place. */
  say(text: string, seen = true): void {
    this.said = { text, seen };
    this.dispatchEvent(new Event('said'));
  }

  watch(key: string, watcher: Watcher): void {
    const all = this.#watchers.get(key) ?? new Set();
    this.#watchers.set(key, all.add(watcher));
  }

  unwatch(key: string, watcher: Watcher): void {
    const all = this.#watchers.get(key);
    all?.delete(watcher);
    if (all?.size === 0) this.#watchers.delete(key);
  }

  draft(key: string): Draft | undefined {
    return this.#drafts.get(key);
  }

  /** What a review says of a record or an item of one. */
  markAt(at: Address): ReviewMarkView | undefined {
    return this.#marks.get(keyOf(at));
  }

  /** How a field changed, where a review says that it did. */
  changeAt(key: string): ReviewFieldView | undefined {
    return this.#changed.get(key);
  }

  #readReview(view: StoryboardView): void {
    this.#marks.clear();
    this.#changed.clear();
    for (const mark of view.review?.marks ?? []) {
      this.#marks.set(keyOf(mark.at), mark);
      for (const field of mark.fields) this.#changed.set(keyOf(field.at), field);
    }
  }

  /** The value to show at a place: what was just sent there, else what the snapshot says. */
  shown(key: string, value: Value): Value {
    const pending = this.#pending.get(key);
    return pending ? pending.value : value;
  }

  isPending(key: string): boolean {
    return this.#pending.has(key);
  }

  open(key: string, text: string, was: Value): void {
    if (!this.#drafts.has(key)) this.#drafts.set(key, { text, was, error: null });
    this.#touch(key);
  }

  type(key: string, text: string): void {
    const draft = this.#drafts.get(key);
    if (!draft) return;
    draft.text = text;
    this.leaveSoon();
  }

  complain(key: string, message: string, mend = ''): void {
    const draft = this.#drafts.get(key);
    if (draft) draft.error = { message, mend };
    this.#touch(key);
  }

  close(key: string): void {
    this.#drafts.delete(key);
    this.#touch(key);
  }

  /** Gives a field its value. Where that is refused the field opens again with what was typed, and says why. */
  async set(at: Address, was: Value, value: Value, text: string, label: string): Promise<void> {
    const key = keyOf(at);
    const pending: Pending = { value, kept: false };
    this.#pending.set(key, pending);
    this.close(key);
    const { record, path } = at;
    const version = this.version;
    const answer = await this.host.ask({
      type: 'set',
      version,
      record,
      path: [...path],
      was,
      value,
    });
    if (answer.type === 'done') {
      pending.kept = true;
      // The snapshot that holds it may have come first: then that is what is shown.
      if (this.version > version && this.#pending.get(key) === pending) this.#pending.delete(key);
      this.#touch(key);
      this.say(`Saved: ${label}`, false);
      return;
    }
    if (this.#pending.get(key) === pending) this.#pending.delete(key);
    this.open(key, text, was);
    this.complain(key, answer.message, answer.mend);
  }

  /** Asks for a change that no field holds; a refusal is told, and `null` given. */
  async act(message: Ask, done: string): Promise<{ created: string | null } | { refused: string }> {
    const answer = await this.host.ask(message);
    if (answer.type === 'done') {
      if (done) this.say(done);
      return { created: answer.created };
    }
    const refused = [answer.message, answer.mend].filter(Boolean).join(' ');
    this.say(refused);
    return { refused };
  }

  travel(way: 'undo' | 'redo'): void {
    const label = way === 'undo' ? this.canUndo : this.canRedo;
    // An edit or a step that is still on its way comes first; the host, who takes one after another, knows what was last.
    const underway = this.host.isWaiting || this.#travel !== null;
    if (label === null && !underway) this.say(way === 'undo' ? 'Nothing to undo' : 'Nothing to redo');
    else {
      this.#travel = { way, label };
      this.host.tell({ type: way });
    }
  }

  openText(record: string, path: Address['path'] | null = null, line: number | null = null): void {
    this.host.tell({ type: 'openText', record, path: path === null ? null : [...path], line });
  }

  isOpen(fold: string): boolean {
    return this.memory.open.includes(fold);
  }

  fold(fold: string, open: boolean): void {
    const others = this.memory.open.filter((one) => one !== fold);
    this.memory.open = open ? [...others, fold] : others;
    this.leaveSoon();
  }

  /** Keeps where the person is, a moment later: a keystroke must not wait for it. */
  leaveSoon(): void {
    clearTimeout(this.#leaving);
    this.#leaving = window.setTimeout(() => this.leaveNow(), 120);
  }

  leaveNow(): void {
    clearTimeout(this.#leaving);
    if (this.view === null) return;
    this.memory.drafts = Object.fromEntries(this.#drafts);
    this.memory.scroll = scrollY;
    this.host.leave(this.memory);
  }

  /** Says what was undone once the snapshot shows that it was: it can now be redone. */
  #arrive(): void {
    if (!this.#travel) return;
    const { way, label } = this.#travel;
    // Asked for before the edit was shown: this may still be the snapshot with that edit.
    if (way === 'undo' && label === null && this.canRedo === null && this.canUndo !== null) return;
    this.#travel = null;
    if (way === 'undo' && this.canRedo !== null && (label ?? this.canRedo) === this.canRedo) {
      this.say(`Undid: ${this.canRedo}`);
    }
    if (way === 'redo' && label !== null && this.canUndo === label) this.say(`Redid: ${label}`);
  }

  #touch(key: string): void {
    for (const watcher of this.#watchers.get(key) ?? []) watcher.requestUpdate();
    this.leaveSoon();
  }

  #hear(news: News): void {
    if (news.type === 'snapshot') {
      // Snapshots are whole, so an older one that was late is of no use.
      if (this.view !== null && news.version < this.version) return;
      // A review folds away nothing that changed; a person may.
      if (this.view === null) for (const id of foldsWithMarks(news.view)) this.fold(id, true);
      this.view = news.view;
      this.#readReview(news.view);
      this.version = news.version;
      this.unavailable = null;
      this.canUndo = news.canUndo;
      this.canRedo = news.canRedo;
      for (const [key, pending] of this.#pending) if (pending.kept) this.#pending.delete(key);
      this.dispatchEvent(new Event('snapshot'));
      this.#arrive();
    } else if (news.type === 'unavailable') {
      this.unavailable = news;
      this.dispatchEvent(new Event('snapshot'));
    } else {
      this.dispatchEvent(new CustomEvent('reveal', { detail: news }));
    }
  }
}

/** The folds that hold something that a review marks. */
function foldsWithMarks({ review, coaching }: StoryboardView): string[] {
  const marks = review?.marks ?? [];
  const within = (key: string) => marks.some(({ at }) => at.path[0] === key);
  return [
    ...(within('targets') ? ['targets'] : []),
    ...(within('currentCondition') ? ['conditions'] : []),
    ...(within('corners') ? ['corners', 'corners-done'] : []),
    ...(coaching.some(({ record }) => marks.some(({ at }) => at.record === record)) ? ['coaching'] : []),
  ];
}

let current: Board | undefined;

/** The page's board. There is one: VS Code gives out its channel only once. */
export function board(): Board {
  current ??= new Board(acquireVsCodeApi());
  return current;
}
