import nodemailer from 'nodemailer';
import webPush from 'web-push';
import { nudgeText } from '../../shared/wire/nudge.ts';
import type { PushKey } from '../records/push-key.ts';
import type { Tables } from '../records/schema.ts';
import type { Settings } from '../settings.ts';

/** `gone`: the browser took it back (404 or 410). `failed`: perhaps another time. */
export type Sent = 'sent' | 'gone' | 'failed';
export type Mail = { to: string; subject: string; text: string };
export type Sender = { push: ((address: Tables['push_address']) => Promise<Sent>) | null; mail: ((mail: Mail) => Promise<Sent>) | null; close(): void };

const WAIT_MS = 10_000;
/** Of no use tomorrow. */
const LASTS_S = 12 * 60 * 60;

/** The push services of the browsers. An address elsewhere would make this server call wherever somebody likes (E15). */
const SERVICES = /^https:\/\/(fcm\.googleapis\.com|([a-z0-9-]+\.)*push\.services\.mozilla\.com|([a-z0-9-]+\.)*notify\.windows\.com|([a-z0-9-]+\.)*push\.apple\.com)$/;

export function isPushService(endpoint: string, more: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { origin, username, password } = new URL(endpoint);
  return username === '' && password === '' && (SERVICES.test(origin) || more.includes(origin));
}

/** Sends what never says more than that something waits. Neither addresses nor keys are logged. */
export function openSender(settings: Settings, key: PushKey): Sender {
  const origin = settings.publicOrigin ?? `http://localhost:${settings.port}`;
  const subject = origin.startsWith('https:') ? origin : 'mailto:hearth@localhost.invalid';
  const waits = { connectionTimeout: WAIT_MS, greetingTimeout: WAIT_MS, socketTimeout: WAIT_MS };
  const post = settings.mail ? nodemailer.createTransport({ url: settings.mail.url, ...waits }, { from: settings.mail.from }) : null;
  return {
    async push({ endpoint, p256dh, auth }) {
      if (!isPushService(endpoint, settings.pushOrigins ?? [])) return 'gone';
      const options = { TTL: LASTS_S, urgency: 'low', topic: 'hearth', contentEncoding: 'aes128gcm', vapidDetails: { subject, ...key } } as const;
      try {
        const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, nudgeText(`${origin}/`), options);
        const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
        const { 'Content-Length': _, ...rest } = given;
        const reply = await fetch(endpoint, { method: 'POST', headers: rest, body: new Uint8Array(body), redirect: 'error', signal: AbortSignal.timeout(WAIT_MS) });
        await reply.body?.cancel();
        if (reply.status === 404 || reply.status === 410) return 'gone';
        return reply.ok ? 'sent' : 'failed';
      } catch {
        return 'failed';
      }
    },
    mail:
      post === null
        ? null
        : async ({ to, subject: about, text }) => {
            try {
              await post.sendMail({ to: { name: '', address: to }, subject: about, text });
              return 'sent';
            } catch {
              return 'failed';
            }
          },
    close: () => post?.close(),
  };
}
