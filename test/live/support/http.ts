import assert from "node:assert/strict";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import tls from "node:tls";

const patience = 10_000;

export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly tls?: boolean;
  /** The name that is asked for; the server is always on this machine. */
  readonly host?: string;
  /** The address of this machine that asks: another one is another client. */
  readonly from?: string;
}

/** A response with every header line as it came: two lines of one name stay two. */
export class Answer {
  constructor(
    readonly status: number,
    private readonly lines: readonly (readonly [string, string])[],
    readonly body: string,
  ) {}

  /** The values of a header, one for each line. */
  all(name: string): readonly string[] {
    return this.lines.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
  }

  get(name: string): string | undefined {
    return this.all(name)[0];
  }
}

/** Asks the server on `port` for `path`, over a connection of its own. */
export function ask(port: number, path: string, question: Question = {}): Promise<Answer> {
  const { method = "GET", headers = {}, body, host = "app.example.com" } = question;
  const request = question.tls ? https.request : http.request;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ host: "127.0.0.1", port, path, method, agent: false, timeout: patience },
        headers: { host, ...headers },
        ...(question.from === undefined ? {} : { localAddress: question.from }),
        ...(question.tls ? { servername: host, rejectUnauthorized: false } : {}),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const raw = response.rawHeaders;
          const lines = raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ""] as const] : []));
          resolve(new Answer(response.statusCode ?? 0, lines, Buffer.concat(chunks).toString("utf8")));
        });
      },
    );
    sent.on("timeout", () => sent.destroy(new Error(`no answer from port ${port} within ${patience} ms`)));
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The version of TLS that a server agrees to when the client knows `version` only; undefined when to none. */
export function agreedTls(port: number, version: tls.SecureVersion): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = tls.connect({
      ...{ host: "127.0.0.1", port, servername: "app.example.com", rejectUnauthorized: false },
      ...{ minVersion: version, maxVersion: version, ciphers: "DEFAULT:@SECLEVEL=0" },
    });
    const end = (agreed: string | undefined) => {
      socket.destroy();
      resolve(agreed);
    };
    socket.setTimeout(patience, () => end(undefined));
    socket.once("secureConnect", () => end(socket.getProtocol() ?? undefined));
    socket.once("error", () => end(undefined));
  });
}

/** Ports below those that systems give to connections on their own: nobody takes one between choosing and listening. */
const ports = { first: 20_000, count: 12_000 };
let next = Math.floor(Math.random() * ports.count);

/** A port of this machine that is free; each call has another one. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < ports.count; tries++) {
    const port = ports.first + (next++ % ports.count);
    if (await canListen(port)) return port;
  }
  throw new Error("no port is free");
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** Whether somebody takes connections at `port`. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

/** Fails unless the header is there in one line that matches. */
export function hasOnce(answer: Answer, name: string, value: RegExp): void {
  const values = answer.all(name);
  assert.equal(values.length, 1, `${name} comes ${values.length} times, with status ${answer.status}`);
  assert.match(values[0] ?? "", value, name);
}

export function lacks(answer: Answer, ...names: readonly string[]): void {
  for (const name of names) assert.deepEqual(answer.all(name), [], `${name}, with status ${answer.status}`);
}
