// A git history that is told in memory and handed to `git fast-import` in one stream: one process, not hundreds.
import { objectId, treeId } from './object-ids.mjs';

/** @typedef {import('./changes.mjs').Change} Change */
/** @typedef {import('./changes.mjs').Files} Files */
/** @typedef {{ name: string, email: string }} Person */
/** @typedef {{ by: Person, on: string, at: string, message: string }} Occasion `on` a date, `at` a time of day such as `09:40` */
/**
 * @typedef {Occasion & { mark: number, parents: Told[], changes: Change[], files: Files, committer: Occasion }} Told
 */

export class History {
  /** @type {Told[]} */
  #commits = [];
  /** @type {Map<string, Told>} full ref name to its tip */
  #refs = new Map();

  /**
   * A commit on top of a branch; the first one begins the history.
   * @param {string} branch
   * @param {Occasion} occasion
   * @param {Change[]} changes
   */
  commit(branch, occasion, changes) {
    const tip = this.#refs.get(head(branch));
    return this.#add(branch, { occasion, parents: tip === undefined ? [] : [tip], changes });
  }

  /**
   * @param {string} name
   * @param {string} [from]
   */
  branch(name, from = 'main') {
    this.#refs.set(head(name), this.#tip(from));
  }

  /**
   * Merges with a merge commit. Both sides' changes are made again in turn, so a clash in the story fails loudly.
   * @param {string} branch
   * @param {Occasion} occasion
   * @param {Change[]} [more] what the person mended in the merge
   */
  merge(branch, occasion, more = []) {
    const changes = [...this.#own(branch).flatMap((told) => told.changes), ...more];
    this.#add('main', { occasion, parents: [this.#tip('main'), this.#tip(branch)], changes });
  }

  /**
   * Puts all of a branch into one commit on main.
   * @param {string} branch
   * @param {Occasion} occasion
   */
  squash(branch, occasion) {
    const changes = this.#own(branch).flatMap((told) => told.changes);
    this.#add('main', { occasion, parents: [this.#tip('main')], changes });
  }

  /**
   * Puts each commit of a branch on top of main again; the authors' times stay.
   * @param {string} branch
   * @param {{ by: Person, on: string, at: string }} committer
   */
  rebase(branch, committer) {
    for (const told of this.#own(branch)) {
      const occasion = { by: told.by, on: told.on, at: told.at, message: told.message };
      this.#add('main', {
        occasion,
        committer: { ...committer, message: '' },
        parents: [this.#tip('main')],
        changes: told.changes,
      });
    }
    this.#refs.set(head(branch), this.#tip('main'));
  }

  /** @param {string} branch */
  deleteBranch(branch) {
    this.#tip(branch);
    this.#refs.delete(head(branch));
  }

  /**
   * Sets `refs/kata/ID` to a branch's tip, as the tool does whatever it does there.
   * @param {string} id
   * @param {string} branch
   */
  keep(id, branch) {
    this.#refs.set(`refs/kata/${id}`, this.#tip(branch));
  }

  /** The files at a branch's tip. @param {string} branch @returns {ReadonlyMap<string, string>} */
  filesAt(branch) {
    return this.#tip(branch).files;
  }

  /** The object id of a branch's tip. @param {string} branch */
  idOf(branch) {
    return commitId(this.#tip(branch));
  }

  /** The whole history as `git fast-import` reads it; commits that no ref leads to are left out. */
  stream() {
    const refs = [...this.#refs].map(([name, tip]) => `reset ${name}\nfrom :${tip.mark}\n\n`);
    const told = ancestors(...this.#refs.values());
    const commits = this.#commits.filter((commit) => told.has(commit)).map(commitText);
    return [...commits, ...refs, 'done\n'].join('');
  }

  /**
   * @param {string} branch
   * @param {{ occasion: Occasion, committer?: Occasion, parents: Told[], changes: Change[] }} what
   */
  #add(branch, { occasion, committer = occasion, parents, changes }) {
    const files = new Map(parents[0]?.files);
    for (const change of changes) change(files);
    const told = { ...occasion, committer, parents, changes, files, mark: this.#commits.length + 1 };
    this.#commits.push(told);
    this.#refs.set(head(branch), told);
  }

  /** @param {string} branch */
  #tip(branch) {
    const tip = this.#refs.get(head(branch));
    if (tip === undefined) throw new Error(`The story has no branch ${branch}.`);
    return tip;
  }

  /** The commits of a branch that main does not have, oldest first. @param {string} branch */
  #own(branch) {
    const onMain = ancestors(this.#tip('main'));
    return [...ancestors(this.#tip(branch))]
      .filter((told) => !onMain.has(told))
      .sort((a, b) => a.mark - b.mark);
  }
}

/** @param {string} branch */
function head(branch) {
  return `refs/heads/${branch}`;
}

/** The commits and all that came before them. @param {Told[]} tips */
function ancestors(...tips) {
  /** @type {Set<Told>} */
  const seen = new Set();
  const waiting = tips;
  for (let told = waiting.pop(); told !== undefined; told = waiting.pop()) {
    if (seen.has(told)) continue;
    seen.add(told);
    waiting.push(...told.parents);
  }
  return seen;
}

/** @type {WeakMap<Told, string>} */
const knownIds = new WeakMap();

/** @param {Told} told @returns {string} */
function commitId(told) {
  const known = knownIds.get(told);
  if (known !== undefined) return known;
  const lines = [
    `tree ${treeId(told.files)}`,
    ...told.parents.map((parent) => `parent ${commitId(parent)}`),
    `author ${signature(told)}`,
    `committer ${signature(told.committer)}`,
    '',
    `${told.message}\n`,
  ];
  const id = objectId('commit', lines.join('\n'));
  knownIds.set(told, id);
  return id;
}

/** @param {Told} told */
function commitText(told) {
  const [parent, ...merged] = told.parents;
  const before = parent?.files ?? new Map();
  const lines = [`commit refs/heads/main\nmark :${told.mark}\n`];
  lines.push(
    `author ${signature(told)}\ncommitter ${signature(told.committer)}\n${data(`${told.message}\n`)}`,
  );
  if (parent !== undefined) lines.push(`from :${parent.mark}\n`);
  for (const other of merged) lines.push(`merge :${other.mark}\n`);
  for (const path of before.keys()) if (!told.files.has(path)) lines.push(`D ${path}\n`);
  for (const [path, text] of told.files) {
    if (before.get(path) !== text) lines.push(`M 100644 inline ${path}\n${data(text)}`);
  }
  return `${lines.join('')}\n`;
}

/** @param {{ by: Person, on: string, at: string }} occasion */
function signature({ by, on, at }) {
  return `${by.name} <${by.email}> ${Date.parse(`${on}T${at}:00+01:00`) / 1000} +0100`;
}

/** @param {string} text */
function data(text) {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
