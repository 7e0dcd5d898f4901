// What a commit of the story does to the files. A change can be made again on another base, as a rebase does.

/** @typedef {Map<string, string>} Files path to text */
/** @typedef {(files: Files) => void} Change */

/**
 * Writes a whole file.
 * @param {string} path
 * @param {string} text
 * @returns {Change}
 */
export function write(path, text) {
  return (files) => void files.set(path, text);
}

/**
 * Puts `after` in the place of `before`, which must stand in the file exactly once.
 * @param {string} path
 * @param {string} before
 * @param {string} after
 * @returns {Change}
 */
export function replace(path, before, after) {
  return (files) => {
    const text = textOf(files, path);
    const parts = text.split(before);
    if (parts.length !== 2) {
      throw new Error(`${path} holds ${parts.length - 1} times, not once:\n${before}\n--- in:\n${text}`);
    }
    files.set(path, parts.join(after));
  };
}

/**
 * Adds to the end of a file; makes it where there is none.
 * @param {string} path
 * @param {string} text
 * @returns {Change}
 */
export function append(path, text) {
  return (files) => void files.set(path, (files.get(path) ?? '') + text);
}

/**
 * Adds what happened to an experiment's record, before its corners, as the tool does.
 * @param {string} path
 * @param {string} text
 * @returns {Change}
 */
export function result(path, text) {
  return (files) => {
    const [head = '', ...corners] = textOf(files, path).split(/^(?=corners:)/m);
    files.set(path, head + text + corners.join(''));
  };
}

/**
 * @param {string} path
 * @returns {Change}
 */
export function remove(path) {
  return (files) => {
    textOf(files, path);
    files.delete(path);
  };
}

/**
 * @param {Files} files
 * @param {string} path
 */
function textOf(files, path) {
  const text = files.get(path);
  if (text === undefined) throw new Error(`The story changes ${path}, which is not there.`);
  return text;
}
