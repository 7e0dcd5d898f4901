import { readFileSync } from 'node:fs';

const file = new URL('../data/median-basket.json', import.meta.url);
const products = JSON.parse(readFileSync(file, 'utf8'));

/** The median basket of last month: 31 lines. */
export const medianBasket = {
  region: 'DE',
  lines: Array.from({ length: 31 }, (_, n) => ({
    product: products[n % products.length],
    count: 1 + (n % 3),
  })),
};
