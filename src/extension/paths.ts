import * as vscode from 'vscode';
import { isKataPath } from '../core/model/kata-path';

/** The path of `uri` below `root`, with `/` between its parts; null where it is not below it. */
export function pathBelow(root: vscode.Uri, uri: vscode.Uri): string | null {
  if (uri.scheme !== root.scheme || uri.authority !== root.authority) return null;
  const base = root.path.endsWith('/') ? root.path : `${root.path}/`;
  return uri.path.startsWith(base) ? uri.path.slice(base.length) : null;
}

/** The file at `path` below `root`; `path` comes from a listing of that root, never from a message. */
export function uriBelow(root: vscode.Uri, path: string): vscode.Uri {
  return vscode.Uri.joinPath(root, path);
}

/** The path of a kata file below `root`; null for any other file. */
export function kataPathBelow(root: vscode.Uri, uri: vscode.Uri): string | null {
  const path = pathBelow(root, uri);
  return path !== null && isKataPath(path) ? path : null;
}

/** The folder that a `kata.yaml` of no workspace folder is read from: the one that holds its `.kata`; null for any other file. */
export function rootOfKata(uri: vscode.Uri): vscode.Uri | null {
  const match = /^(.*)\/\.kata\/[^/]+\/kata\.yaml$/.exec(uri.path);
  return match === null ? null : uri.with({ path: match[1] === '' ? '/' : (match[1] ?? '/') });
}

/** The name of the file, for messages. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
