import { readFile } from 'node:fs/promises';

const file = new URL('../data/products.json', import.meta.url);

export async function findProduct(id) {
  const products = JSON.parse(await readFile(file, 'utf8'));
  if (!Object.hasOwn(products, id)) throw new Error(`no product ${id}`);
  return products[id];
}
