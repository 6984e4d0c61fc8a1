// Somebody else at the server's address: a hotel's sign-in page, or nobody who answers.
//
// They listen on the real port while our server is stopped, so that page, service worker and
// event stream all meet them as they would outside.

import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import { createServer, type Server, type Socket } from "node:net";

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
    const server = createHttpServer((_, response) => {
      portal.calls += 1;
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end("<!doctype html><title>Wifi</title><h1>Logga in på gästnätet</h1>");
    });
    const portal = new Stranger(server);
    return portal.listen(port);
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
