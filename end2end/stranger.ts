// Somebody else at the server's address: a hotel's sign-in page, or nobody who answers.
//
// They listen on the real port while our server is stopped, so that page, service worker and
// event stream all meet them as they would outside.

import { createServer as createHttpServer, type Server as HttpServer, type ServerResponse } from "node:http";
import { createServer, type Server, type Socket } from "node:net";

const signIn = "<!doctype html><title>Wifi</title><h1>Logga in på gästnätet</h1>";

export class Stranger {
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server | HttpServer) {
    server.on("connection", (socket: Socket) => {
      this.sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => this.sockets.delete(socket));
    });
  }

  /** How many have called. */
  calls = 0;

  /** Answers everything with 200 and a page that asks one to sign in. */
  static async captivePortal(port: number): Promise<Stranger> {
    return Stranger.answering(port, (response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(signIn);
    });
  }

  /** Sends everybody to its sign-in page. */
  static async detour(port: number): Promise<Stranger> {
    return Stranger.answering(port, (response, path) => {
      const arrived = path.startsWith("/login");
      if (arrived) response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      else response.writeHead(302, { location: "/login" });
      response.end(arrived ? signIn : "");
    });
  }

  /** Says that the network wants a sign-in, as RFC 6585 has it. */
  static async signInRequired(port: number): Promise<Stranger> {
    return Stranger.answering(port, (response) => {
      response.writeHead(511, { "content-type": "text/html; charset=utf-8" });
      response.end(signIn);
    });
  }

  /** A page that everybody on the way may keep for a day. */
  static async keptPage(port: number): Promise<Stranger> {
    return Stranger.answering(port, (response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "public, max-age=86400" });
      response.end(signIn);
    });
  }

  /** Answers of the right type that break off in the middle. */
  static async tornAnswers(port: number): Promise<Stranger> {
    return Stranger.answering(port, (response) => {
      response.writeHead(200, { "content-type": "application/vnd.samvaro.sync+json" });
      response.end('{"v":1,"n":1,"t":17');
    });
  }

  /** The right words, but the rest never comes. */
  static async stalledBodies(port: number): Promise<Stranger> {
    return Stranger.answering(port, (response) => {
      response.writeHead(200, { "content-type": "application/vnd.samvaro.sync+json" });
      response.write('{"v":1,');
    });
  }

  private static async answering(
    port: number,
    answer: (response: ServerResponse, path: string) => void,
  ): Promise<Stranger> {
    const server = createHttpServer((request, response) => {
      stranger.calls += 1;
      answer(response, request.url ?? "/");
    });
    const stranger = new Stranger(server);
    return stranger.listen(port);
  }

  /** Takes every connection and never says a word. */
  static async silence(port: number): Promise<Stranger> {
    const server = createServer(() => {
      silence.calls += 1;
    });
    const silence = new Stranger(server);
    return silence.listen(port);
  }

  async leave(): Promise<void> {
    const gone = new Promise((done) => this.server.close(done));
    for (const socket of this.sockets) socket.destroy();
    await gone;
  }

  private listen(port: number): Promise<this> {
    return new Promise((listening, failed) => {
      this.server.once("error", failed);
      this.server.listen(port, "127.0.0.1", () => listening(this));
    });
  }
}
