/// <reference lib="webworker" />
import { QUIET_TAG } from '../src/sync/quiet/background.ts';
import { drainQuietOnce } from '../src/sync/quiet/drain-quiet-once.ts';
import type { Manifest } from './precache.ts';
import { keepShell } from './precache.ts';
import { beginAtOnce, takeOverWhenAsked } from './updates.ts';
import { wakeSender } from './wake.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Manifest };

/** The young person's page: one address, whatever stands behind it. The clock beside it is kept under its own name. */
keepShell(self.__WB_MANIFEST, '/talk.html', { allowlist: [/^\/talk\/?$/] });
beginAtOnce();
self.addEventListener('message', takeOverWhenAsked);
wakeSender({ [QUIET_TAG]: () => drainQuietOnce() });
