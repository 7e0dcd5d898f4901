import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pagePolicy } from '../../protocol/policy';

/** The only folders that a storyboard's page may load from. */
export function pageRoots(extension: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, 'dist', 'webview'), vscode.Uri.joinPath(extension, 'media')];
}

/**
 * The storyboard's page: one script, and a policy that allows nothing else. No text of a record is ever in it;
 * records reach the page as messages.
 */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(18).toString('base64url');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'webview', 'storyboard.js'));
  const policy = pagePolicy(nonce);
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Storyboard</title>
    <script type="module" nonce="${escaped(nonce)}" src="${escaped(script.toString())}"></script>
  </head>
  <body></body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
}
