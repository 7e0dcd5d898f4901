import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the stand-in got it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: { readonly body?: string };
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Comment {
  readonly id: number;
  body: string;
  readonly author: string;
  readonly system?: boolean;
}

/** What a fault answers in place of the host; null lets the host answer; `hang up` ends the connection without a word. */
export type Fault = (asked: Asked) => Reply | 'hang up' | null;

export const TOKEN = 'ghs_secret';
export const NUMBER = 7;

/** Comments of one change on a host that stands in for a real one, on loopback. Close it when done. */
export class StandIn {
  readonly asked: Asked[] = [];
  comments: Comment[] = [];
  /** Each request takes the first one away that has an answer to it. */
  faults: Fault[] = [];
  private next = 1000;
  private readonly server = createServer((request, response) => {
    void this.take(request).then((reply) => {
      if (reply === 'hang up') {
        request.socket.destroy();
        return;
      }
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
      response.end(reply.status === 204 ? undefined : JSON.stringify(reply.body ?? {}));
    });
  });

  private constructor(private readonly host: (asked: Asked, standIn: StandIn) => Reply) {}

  static async start(host: (asked: Asked, standIn: StandIn) => Reply): Promise<StandIn> {
    const standIn = new StandIn(host);
    await new Promise<void>((resolve) => standIn.server.listen(0, '127.0.0.1', resolve));
    return standIn;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Adds a comment as somebody made it before. */
  has(body: string, author: string, system = false): Comment {
    const comment = { id: this.next++, body, author, system };
    this.comments.push(comment);
    return comment;
  }

  /** What was written: method and path of all that was no reading. */
  get writes(): string[] {
    return this.asked.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
  }

  private async take(request: IncomingMessage): Promise<Reply | 'hang up'> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', this.address);
    const text = Buffer.concat(chunks).toString();
    const asked = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: text === '' ? {} : JSON.parse(text),
    };
    this.asked.push(asked);
    for (const [at, fault] of this.faults.entries()) {
      const reply = fault(asked);
      if (reply === null) continue;
      this.faults.splice(at, 1);
      return reply;
    }
    return this.host(asked, this);
  }
}

/** One page of a list, and whether there is another. */
export function pageOf<T>(items: readonly T[], query: URLSearchParams) {
  const size = Math.min(100, Number(query.get('per_page') ?? '30'));
  const page = Number(query.get('page') ?? '1');
  return { items: items.slice((page - 1) * size, page * size), page, isLast: items.length <= page * size };
}
