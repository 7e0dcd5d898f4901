/**
 * Allows a style element that is empty, and no other. The toolkit makes one while it loads, to see
 * whether the browser knows `:focus-visible`; refused, its focus rings would show on clicks too.
 */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/**
 * The storyboard's Content-Security-Policy: its own script and no other, no inline style, nothing fetched.
 * The page's look is adopted by its script, so not even a stylesheet is asked for.
 * @param nonce of the page's one script, fresh for each page.
 */
export function pagePolicy(nonce: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${EMPTY_STYLE}; base-uri 'none'; form-action 'none'`;
}
