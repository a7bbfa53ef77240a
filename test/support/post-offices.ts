import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer as createHttp } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A browser's keys and its address at a push service, as a page would hand them over. */
export function makeBrowser(origin: string, name = randomBytes(8).toString('hex')) {
  const keys = createECDH('prime256v1');
  const publicKey = keys.generateKeys();
  const auth = randomBytes(16);
  const address = { endpoint: `${origin}/push/${name}`, p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') };
  /** Opens a message of one record (RFC 8188 and RFC 8291). */
  const open = (body: Buffer): string => {
    const salt = body.subarray(0, 16);
    const sender = body.subarray(21, 21 + (body[20] ?? 0));
    const sealed = body.subarray(21 + (body[20] ?? 0));
    const secret = keys.computeSecret(sender);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender]);
    const seed = Buffer.from(hkdfSync('sha256', secret, auth, info, 32));
    const key = Buffer.from(hkdfSync('sha256', seed, salt, 'Content-Encoding: aes128gcm\0', 16));
    const nonce = Buffer.from(hkdfSync('sha256', seed, salt, 'Content-Encoding: nonce\0', 12));
    const opener = createDecipheriv('aes-128-gcm', key, nonce);
    opener.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()]);
    return plain.subarray(0, plain.lastIndexOf(2)).toString();
  };
  return { address, open };
}

export type Pushed = { path: string; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** A push service on this machine: keeps what it is given and answers as it is told. */
export async function openPushService() {
  const pushed: Pushed[] = [];
  let status = 201;
  const server = createHttp((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      pushed.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
      reply.writeHead(status).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, LOOPBACK, done));
  return {
    origin: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    pushed,
    answer: (next: number) => {
      status = next;
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}

export type Letter = { from: string; to: string[]; text: string };

/** As little of SMTP (RFC 5321) as it takes to be handed a letter. */
export async function openMailbox() {
  const letters: Letter[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let letter: Letter = { from: '', to: [], text: '' };
    let isData = false;
    let rest = '';
    socket.write('220 test\r\n');
    socket.on('data', (part) => {
      rest += part.toString();
      for (;;) {
        if (isData) {
          const end = rest.indexOf('\r\n.\r\n');
          if (end < 0) return;
          letters.push({ ...letter, text: rest.slice(0, end) });
          rest = rest.slice(end + 5);
          isData = false;
          letter = { from: '', to: [], text: '' };
          socket.write('250 kept\r\n');
          continue;
        }
        const end = rest.indexOf('\r\n');
        if (end < 0) return;
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        const word = line.slice(0, 4).toUpperCase();
        if (word === 'MAIL') letter.from = line;
        if (word === 'RCPT') letter.to.push(/<(.*)>/.exec(line)?.[1] ?? '');
        isData = word === 'DATA';
        socket.write(word === 'DATA' ? '354 go on\r\n' : word === 'QUIT' ? '221 bye\r\n' : '250 test\r\n');
        if (word === 'QUIT') socket.end();
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, LOOPBACK, done));
  return {
    url: `smtp://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    letters,
    close: () =>
      new Promise<void>((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}
