import { startServer } from './server.js';
import { TaxClient } from './tax/client.js';
import { startTaxService } from './tax/simulator.js';

const taxUrl = process.env.TAX_URL ?? (await startTaxService()).url;
const server = await startServer({ port: Number(process.env.PORT ?? 3000), tax: new TaxClient(taxUrl) });

console.log(`quotes at http://localhost:${server.address().port}/quote`);
