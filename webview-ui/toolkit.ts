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
