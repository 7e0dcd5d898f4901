// The service before anybody practised: its files are in ../service, as they were then.
import { readFileSync } from 'node:fs';
import { append, replace, write } from '../changes.mjs';
import { ana, bo, cem } from './people.mjs';

/** @param {string} path */
const asItWas = (path, as = path) =>
  write(as, readFileSync(new URL(`../service/${path}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n'));

/** @param {import('./teller.mjs').Teller} teller */
export function beginService({ history, when }) {
  history.commit('main', when(bo, -66, '09:12', 'Start the quote service'), [
    asItWas('gitignore', '.gitignore'),
    asItWas('gitattributes', '.gitattributes'),
    asItWas('package.json'),
    asItWas('README.md'),
    asItWas('data/products.json'),
    asItWas('src/products.js'),
    asItWas('src/server.js'),
    asItWas('src/quote.js'),
    asItWas('src/tax/client.js'),
    asItWas('infra/limits.json'),
  ]);
  history.commit('main', when(cem, -66, '15:48', 'Stand in for the tax service, as slow as the real one'), [
    asItWas('src/main.js'),
    asItWas('src/tax/simulator.js'),
  ]);
  history.commit('main', when(cem, -65, '11:20', 'Test quotes and the server'), [
    asItWas('test/quote.test.js'),
    asItWas('test/server.test.js'),
  ]);
  history.commit('main', when(bo, -63, '10:31', 'Count the tax calls of the median basket'), [
    asItWas('data/median-basket.json'),
    asItWas('bench/basket.js'),
    asItWas('bench/calls.js'),
  ]);
}

/** Everyday work that belongs to no experiment. @param {import('./teller.mjs').Teller} teller */
export function sellTea({ history, when }) {
  history.commit('main', when(ana, -31, '14:05', 'Sell tea'), [
    replace(
      'data/products.json',
      `  "voucher"`,
      `  "tea": { "cents": 399, "taxClass": "reduced" },\n  "voucher"`,
    ),
    replace('test/quote.test.js', `'tea', count`, `'cocoa', count`),
    replace('test/quote.test.js', 'no product tea', 'no product cocoa'),
  ]);
}

/** @param {import('./teller.mjs').Teller} teller */
export function saySafeShutdown({ history, when }) {
  history.commit('main', when(bo, -13, '16:22', 'Finish open quotes before the server stops'), [
    append('src/main.js', `process.once('SIGTERM', () => server.close(() => process.exit()));\n`),
  ]);
}
