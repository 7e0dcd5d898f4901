// In the page, before its own script: what VS Code gives a webview. State outlives a reload, as there.
(() => {
  function paint() {
    if (!document.documentElement) return false;
    for (const [name, value] of Object.entries(globalThis.themeVariables)) {
      document.documentElement.style.setProperty(name, value);
    }
    return true;
  }
  if (!paint()) {
    new MutationObserver((_, observer) => paint() && observer.disconnect()).observe(document, {
      childList: true,
    });
  }
  globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => void globalThis.toTestHost(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
})();
