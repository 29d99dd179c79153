import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Got = Readonly<{
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  event: Readonly<{ id: string; type: string; subject: string }>;
  /** What it was answered; 0 for no answer. */
  status: number;
}>;
export type Reply = Readonly<{ status: number; headers?: Readonly<Record<string, string>> }> | 'hang';

/** A machine that webhooks are sent to: it notes what comes, and answers as it is told. */
export async function openReceiver() {
  const got: Got[] = [];
  const hanging = new Set<ServerResponse>();
  let reply: (event: Got['event'], path: string) => Reply = () => ({ status: 204 });
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const event = JSON.parse(body) as Got['event'];
      const path = request.url!;
      const answer = reply(event, path);
      const status = answer === 'hang' ? 0 : answer.status;
      got.push({ path, headers: request.headers, body, event, status });
      if (answer === 'hang') return void hanging.add(response);
      response.writeHead(answer.status, answer.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    got,
    /** What came to a path, as `type subject`, in order. */
    at: (path: string) => got.filter((one) => one.path === path),
    replies: (to: typeof reply) => (reply = to),
    /** Answers what hangs. */
    letGo: () => {
      for (const response of hanging) response.writeHead(204).end();
      hanging.clear();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export type Receiver = Awaited<ReturnType<typeof openReceiver>>;
