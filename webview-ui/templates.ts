import { html, svg, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { NumberField, TextField } from '../src/core/storyboard/view';
import './field';
import type { Value } from './board';
import type { FieldKind } from './field-values';

export interface FieldOptions {
  readonly label: string;
  readonly kind?: FieldKind;
  readonly empty?: string;
  readonly show?: (value: Value) => string;
  readonly required?: string;
  readonly locked?: boolean;
  readonly className?: string;
  /** The field's column, for the arrow keys. */
  readonly column?: string;
}

/** A field of the view, edited in place. */
export function field(of: TextField | NumberField, options: FieldOptions): TemplateResult {
  return html`<kata-field
    class=${options.className ?? ''}
    data-col=${ifDefined(options.column)}
    .at=${of.at}
    .value=${of.value}
    .label=${options.label}
    .kind=${options.kind ?? 'line'}
    .empty=${options.empty ?? ''}
    .show=${options.show ?? null}
    .required=${options.required ?? ''}
    .locked=${options.locked ?? false}
  ></kata-field>`;
}

/** Shapes that stand beside a word for a state: never colour alone. */
export const marks = {
  ring: svg`<circle cx="8" cy="8" r="4.2" fill="none" stroke="currentColor" stroke-width="1.4"/>`,
  dot: svg`<circle cx="8" cy="8" r="4.8" fill="currentColor"/>`,
  half: svg`<circle cx="8" cy="8" r="4.6" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M8 3.4a4.6 4.6 0 0 1 0 9.2z" fill="currentColor"/>`,
  check: svg`<path d="M3.6 8.4l3 3 5.8-6.6" fill="none" stroke="currentColor" stroke-width="1.7"/>`,
  cross: svg`<path d="M4.6 4.6l6.8 6.8M11.4 4.6l-6.8 6.8" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  wave: svg`<path d="M3 9c1.6-2.6 3.3-2.6 5 0s3.4 2.6 5 0" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  bar: svg`<path d="M4 8h8" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  pause: svg`<path d="M6 5v6M10 5v6" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  more: svg`<circle cx="3.5" cy="8" r="1.15" fill="currentColor"/><circle cx="8" cy="8" r="1.15" fill="currentColor"/><circle cx="12.5" cy="8" r="1.15" fill="currentColor"/>`,
  undo: svg`<path d="M6.5 3.5L3 7l3.5 3.5M3.2 7H10a3 3 0 0 1 0 6H7.5" fill="none" stroke="currentColor" stroke-width="1.3"/>`,
  redo: svg`<path d="M9.5 3.5L13 7l-3.5 3.5M12.8 7H6a3 3 0 0 0 0 6h2.5" fill="none" stroke="currentColor" stroke-width="1.3"/>`,
} as const;

export type Mark = keyof typeof marks;

export function mark(name: Mark, className = ''): TemplateResult {
  return html`<svg class="mark ${className}" viewBox="0 0 16 16" aria-hidden="true">${marks[name]}</svg>`;
}
