import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Security reference, section 12. No package sandbox exists yet, so nothing may be framed. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types app-sw',
].join('; ');

/** For files that are never opened as a page. */
const ASSET_POLICY = "default-src 'none'";
/** The worker that holds keys loads its own parts and reaches nothing else: not even our own server. */
const KEYS_POLICY = "default-src 'none'; script-src 'self'";

// Sharing an invitation link with the phone's own sheet stays possible: web-share is left as it is.
const OFF = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'midi',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];
const OWN = ['camera', 'microphone', 'publickey-credentials-create', 'publickey-credentials-get'];
const PERMISSIONS_POLICY = [...OFF.map((name) => `${name}=()`), ...OWN.map((name) => `${name}=(self)`)].join(', ');

/** Of no meaning on a script, a style or a letter form. */
const FOR_DOCUMENTS = ['cross-origin-opener-policy', 'referrer-policy', 'x-frame-options'];

const TWO_YEARS_S = 63_072_000;

/** Puts the security headers on every reply, refusals and faults included. */
export async function addHeaders(app: FastifyInstance, publicOrigin: string | null): Promise<void> {
  await app.register(helmet, {
    global: true,
    // Written out above: helmet would add sources of its own.
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    // Only where TLS is ours to promise; on a developer's machine it would lock the browser out.
    hsts: publicOrigin?.startsWith('https:') ? { maxAge: TWO_YEARS_S, includeSubDomains: true, preload: true } : false,
    xFrameOptions: { action: 'deny' },
    // For browsers that are gone.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    originAgentCluster: false,
  });
  app.addHook('onRequest', async (request, reply) => {
    // A script or a style is no document: it may do nothing at all, in fewer bytes on a slow link.
    const isAsset = request.url.startsWith('/assets/');
    const isKeys = /^\/(talk|reader)-keys-/.test(request.url);
    reply.header('content-security-policy', isKeys ? KEYS_POLICY : isAsset ? ASSET_POLICY : CONTENT_SECURITY_POLICY);
    if (!isAsset) reply.header('permissions-policy', PERMISSIONS_POLICY);
    else for (const name of FOR_DOCUMENTS) reply.removeHeader(name);
  });
}
