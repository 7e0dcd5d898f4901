import { LitElement } from 'lit';

/**
 * An element that renders into the page itself. So headings, tables and labels make one document
 * for screen readers, find, print and the stylesheet.
 */
export class PageElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
