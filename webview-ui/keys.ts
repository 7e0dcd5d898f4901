/** True for the keys that undo or redo, and which of them. */
export function travelKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if ((!event.ctrlKey && !event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && !event.shiftKey ? 'redo' : null;
}

/**
 * What a key means in an open field: `keep` and go back to the text, `save` and stay (Ctrl+S goes
 * on to VS Code), `cancel`, or nothing.
 */
export function commitKeys(event: KeyboardEvent, multiline: boolean): 'keep' | 'save' | 'cancel' | null {
  if (event.isComposing) return null;
  const command = event.ctrlKey || event.metaKey;
  if (event.key === 'Escape') {
    event.preventDefault();
    return 'cancel';
  }
  if (event.key === 'Enter' && (command || (!multiline && !event.shiftKey))) {
    event.preventDefault();
    return 'keep';
  }
  if (command && event.key.toLowerCase() === 's') return 'save';
  // VS Code takes undo for the whole board and stops the browser's own. Inside a field it is the field's.
  if (travelKey(event)) event.stopPropagation();
  return null;
}
