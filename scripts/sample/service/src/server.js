import http from 'node:http';
import { text } from 'node:stream/consumers';
import { quote } from './quote.js';

/** Serves quotes; port 0 takes any free one. Resolves once it listens. */
export async function startServer({ port, tax }) {
  const server = http.createServer(async (request, response) => {
    const send = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.url === '/health') return send(200, { ok: true });
    if (request.method !== 'POST' || request.url !== '/quote') return send(404, { error: 'no such page' });
    try {
      send(200, await quote(JSON.parse(await text(request)), tax));
    } catch (error) {
      send(400, { error: error.message });
    }
  });
  await new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  return server;
}
