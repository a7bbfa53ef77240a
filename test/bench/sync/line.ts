import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** What the line does to those who use it. Losses are of whole requests or replies, in parts of one. */
export type Trouble = { roundTripMs: number; loss: number; seed: number };
/** Bytes of pushes as they travelled, headers and all, and how many requests were made and lost. */
export type Travelled = { up: number; down: number; requests: number; lost: number };

export type Line = { port: number; read(): Travelled; close(): Promise<void> };

const REQUEST = /^(?:GET|POST|HEAD|PATCH) (\S+) HTTP\/1\.1\r\n/;
const WATCHED = '/sync/push';

/** The same losses for every run of one seed (mulberry32). */
function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A line between the phones and the server that counts what passes, holds every piece back for
 * half a round trip, and now and then cuts the connection: half the time before the server hears
 * of the request, half the time after it has answered.
 */
export async function openLine(to: number, trouble: Trouble): Promise<Line> {
  const seen: Travelled = { up: 0, down: 0, requests: 0, lost: 0 };
  const roll = diceOf(trouble.seed);
  const sockets = new Set<Socket>();
  // A browser may open one more connection while the line closes; waiting for it would never end.
  let isClosing = false;
  const later = (act: () => void) => (trouble.roundTripMs === 0 ? act() : setTimeout(act, trouble.roundTripMs / 2));

  const server = createServer((phone) => {
    const far = connect(to, '127.0.0.1');
    let path = '';
    let isReplyLost = false;
    const cut = () => {
      seen.lost += 1;
      phone.destroy();
      far.destroy();
    };
    const forward = (into: Socket, piece: Buffer) => later(() => void (into.destroyed || into.write(piece)));
    for (const socket of [phone, far]) {
      sockets.add(socket);
      if (isClosing) socket.destroy();
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        later(() => (socket === phone ? far : phone).destroy());
      });
    }
    phone.on('data', (piece) => {
      const begun = REQUEST.exec(piece.subarray(0, 200).toString('latin1'));
      if (begun) path = begun[1] ?? '';
      const isWatched = path === WATCHED;
      if (isWatched) seen.up += piece.length;
      if (begun && isWatched) {
        seen.requests += 1;
        const fate = roll();
        if (fate < trouble.loss / 2) return cut();
        isReplyLost = fate < trouble.loss;
      }
      return forward(far, piece);
    });
    far.on('data', (piece) => {
      const isWatched = path === WATCHED;
      if (isWatched) seen.down += piece.length;
      if (isWatched && isReplyLost) return cut();
      return forward(phone, piece);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    read: () => ({ ...seen }),
    close: () =>
      new Promise((done) => {
        isClosing = true;
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
