import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

// The one module that registers the toolkit: its tag names can be taken only once in a page.
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextArea(), vsCodeTextField());

/** What this project uses of the toolkit's text area and text field: the native control inside it holds the caret. */
export interface TextControl extends HTMLElement {
  value: string;
  readonly control: HTMLInputElement | HTMLTextAreaElement;
}

/**
 * Gives a control that was just drawn its text and its name. Not in the template: the toolkit puts
 * a name of its own (“Text area”) over any that is there before the control is in the page.
 */
export function prepare(control: TextControl, text: string, label: string): void {
  if (control.dataset.ready === 'yes') return;
  control.dataset.ready = 'yes';
  control.value = text;
  // The toolkit hands the text to its inner control a moment later; the caret is set now.
  control.control.value = text;
  control.setAttribute('aria-label', label);
}
