// In the page, before its own script: what VS Code gives a webview. State outlives a reload, as there.
(() => {
  // What the test put here before this script.
  const { theme, toTestHost } =
    /** @type {{ theme: { variables: Record<string, string>, styles: string }, toTestHost: (message: unknown) => void }} */ (
      /** @type {unknown} */ (globalThis)
    );
  function paint() {
    if (!document.documentElement) return false;
    for (const [name, value] of Object.entries(theme.variables)) {
      document.documentElement.style.setProperty(name, value);
    }
    return true;
  }
  if (!paint()) {
    new MutationObserver((_, observer) => paint() && observer.disconnect()).observe(document, {
      childList: true,
    });
  }
  // VS Code stops the browser's own undo where a key gets this far, and runs its command.
  addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key)) event.preventDefault();
  });
  const styles = new CSSStyleSheet();
  styles.replaceSync(theme.styles);
  document.adoptedStyleSheets.push(styles);
  Object.assign(globalThis, {
    acquireVsCodeApi: () => ({
      postMessage: /** @param {unknown} message */ (message) => void toTestHost(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
      setState: /** @param {unknown} state */ (state) =>
        sessionStorage.setItem('state', JSON.stringify(state)),
    }),
  });
})();
