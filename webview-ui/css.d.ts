/** Stylesheets are bundled as text and adopted by the document, so that the page's policy needs no inline style. */
declare module '*.css' {
  const text: string;
  export default text;
}
