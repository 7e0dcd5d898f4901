// Git's object ids, computed before git sees the objects: a revert's message names what it reverts.
import { createHash } from 'node:crypto';

/**
 * @param {'blob' | 'tree' | 'commit'} kind
 * @param {string | Buffer} content
 */
export function objectId(kind, content) {
  const header = `${kind} ${Buffer.byteLength(content)}\0`;
  return createHash('sha1').update(header).update(content).digest('hex');
}

/**
 * The id of the tree that holds these files, all of them plain ones.
 * @param {ReadonlyMap<string, string>} files path to text
 * @returns {string}
 */
export function treeId(files) {
  /** @type {Map<string, Map<string, string>>} */
  const folders = new Map();
  /** @type {[sortedBy: string, mode: string, name: string, id: string][]} */
  const entries = [];
  for (const [path, text] of files) {
    const [first = '', ...rest] = path.split('/');
    if (rest.length === 0) {
      entries.push([first, '100644', first, objectId('blob', text)]);
      continue;
    }
    const folder = folders.get(first) ?? new Map();
    folders.set(first, folder.set(rest.join('/'), text));
  }
  for (const [name, inside] of folders) entries.push([`${name}/`, '40000', name, treeId(inside)]);
  entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const parts = entries.map(([, mode, name, id]) => [
    Buffer.from(`${mode} ${name}\0`),
    Buffer.from(id, 'hex'),
  ]);
  return objectId('tree', Buffer.concat(parts.flat()));
}
