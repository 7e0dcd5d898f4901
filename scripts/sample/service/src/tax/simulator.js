import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** Percent by region and tax class. */
const RATES = {
  DE: { standard: 19, reduced: 7, none: 0 },
  FR: { standard: 20, reduced: 5.5, none: 0 },
};

/** Milliseconds, as seen in staging: a client's first call, a new socket, each kind of answer. */
const TIMES = { session: 1400, socket: 3, rate: 26, batchLine: 29, table: 600 };

/** Over so many calls at once from one client, each answer takes `CROWDED` times as long. */
const AT_ONCE = 4;
const CROWDED = 9;

/** A stand-in for the tax service, as slow as the real one; `pace: 0` answers at once. */
export async function startTaxService({ pace = 1, port = 0 } = {}) {
  const clients = new Map();
  const sockets = new WeakSet();
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url, 'http://tax');
    const rates = RATES[url.searchParams.get('region')];
    if (rates === undefined) return response.writeHead(404).end();
    const classes = url.searchParams.getAll('class');
    const client = request.headers['x-client'];
    const opening =
      (clients.has(client) ? 0 : TIMES.session) + (sockets.has(request.socket) ? 0 : TIMES.socket);
    sockets.add(request.socket);
    const busy = (clients.get(client) ?? 0) + 1;
    clients.set(client, busy);
    await wait(pace * (opening + answerTime(url.pathname, classes.length) * (busy > AT_ONCE ? CROWDED : 1)));
    clients.set(client, clients.get(client) - 1);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer(url.pathname, rates, classes)));
  });
  await new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

function answerTime(path, classes) {
  if (path === '/rates') return TIMES.table;
  return path === '/batch' ? classes * TIMES.batchLine : TIMES.rate;
}

function answer(path, rates, classes) {
  if (path === '/rates') return rates;
  if (path === '/batch') return classes.map((taxClass) => rates[taxClass]);
  return { percent: rates[classes[0]] };
}
