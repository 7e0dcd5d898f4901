import { findProduct } from './products.js';

/** Prices a basket. All money is in cents; a quote holds until the end of the day. */
export async function quote(basket, tax) {
  const lines = [];
  for (const line of basket.lines) {
    const { cents, taxClass } = await findProduct(line.product);
    const percent = await tax.rate(basket.region, taxClass);
    lines.push(priceLine(line, cents, percent));
  }
  const validUntil = new Date();
  validUntil.setHours(23, 59, 59, 0);
  return { lines, total: lines.reduce((sum, line) => sum + line.net + line.tax, 0), validUntil };
}

function priceLine({ product, count }, cents, percent) {
  const net = cents * count;
  return { product, count, net, tax: Math.round((net * percent) / 100) };
}
