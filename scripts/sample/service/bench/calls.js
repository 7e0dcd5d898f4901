// Prints how many tax calls one quote of the median basket takes.
import { quote } from '../src/quote.js';
import { TaxClient } from '../src/tax/client.js';
import { startTaxService } from '../src/tax/simulator.js';
import { medianBasket } from './basket.js';

const service = await startTaxService({ pace: 0 });
const tax = new TaxClient(service.url);
await quote(medianBasket, tax);
console.log(tax.calls);
process.exit();
