import * as fc from 'fast-check';
import type { Deed } from './deeds.ts';
import type { DiskFault } from './disk.ts';
import type { Fate, Weather } from './network.ts';
import { PHONES } from './people.ts';
import type { ServerFault } from './server-faults.ts';

/**
 * One thing that happens. Numbers choose among what is there at that moment (the n-th phone, its
 * n-th page, the n-th message under way), so that any list of happenings means something and a
 * failing one can be made shorter.
 */
export type Happening =
  | { is: 'record'; phone: number; page: number; deed: Deed; choice: number; isSoonSent: boolean }
  /** The same id as a fact of another phone, with other bytes. */
  | { is: 'sameId'; phone: number; choice: number }
  | { is: 'drain' | 'sendNow' | 'show' | 'hide' | 'kill' | 'sendAgain' | 'letGo' | 'showCount'; phone: number; page: number }
  | { is: 'wakeWorker' | 'killWorker' | 'evict' | 'signOut' | 'sessionAges' | 'sessionEnds'; phone: number }
  | { is: 'signIn' | 'othersSession'; phone: number; who: number }
  | { is: 'weather'; phone: number; weather: Weather }
  | { is: 'fate'; phone: number; fate: Fate }
  | { is: 'airplane'; phone: number; isOn: boolean }
  | { is: 'arrive' | 'drop'; which: number }
  | { is: 'disk'; phone: number; page: number; fault: DiskFault; after: number }
  | { is: 'server'; fault: ServerFault; times: number }
  | { is: 'down' | 'up' | 'rollBack' | 'rollForward' | 'backup' | 'restore' | 'restoreForgotten' | 'settle' }
  | { is: 'endPlacement' | 'startPlacement'; who: number; home: number }
  /** The region closes an account, or opens it again (F23). */
  | { is: 'closeAccount' | 'reopenAccount'; who: number }
  /** The operator erases one of the records there are (I11). */
  | { is: 'erase'; which: number }
  | { is: 'pass'; seconds: number }
  | { is: 'days'; days: number }
  | { is: 'clock'; phone: number; hours: number };

const phone = fc.nat({ max: PHONES.length - 1 });
const page = fc.nat({ max: 1 });
const choice = fc.nat({ max: 3 });
const who = fc.nat({ max: 2 });

const DEEDS: Deed[] = [
  'start',
  'answer',
  'finish',
  'wholeAttempt',
  'wholeAttempt',
  'complete',
  'signOff',
  'photo',
  'slot',
  'invalid',
  'tooBig',
  'notAllowed',
  'ownPractice',
  'afterInvalid',
  'waitsForEver',
  'mixed',
  'mixed',
];
const FATES: Fate[] = [
  'lost',
  'replyLost',
  'replyLost',
  'cut',
  'broken',
  'ghost',
  'twice',
  'slow',
  'slow',
  'slowReply',
  'slowReply',
  'loginPage',
  'oldReply',
  'badGateway',
  'tooLarge',
  'slowDown',
  'garbled',
];
const DISK_FAULTS: DiskFault[] = ['abort', 'quota', 'lostBefore', 'lostAfter', 'killBefore', 'killAfter', 'dead'];
const SERVER_FAULTS: ServerFault[] = ['busy', 'full', 'killedHalfway', 'killedBefore', 'killedAfter'];

const is = <Name extends string>(...names: Name[]) => fc.constantFrom(...names);
const rare = fc.oneof(
  fc.record({ is: is('othersSession'), phone, who }),
  fc.record({ is: is('wakeWorker', 'killWorker', 'signOut', 'sessionAges', 'sessionEnds'), phone }),
  fc.record({ is: is('server'), fault: fc.constantFrom(...SERVER_FAULTS), times: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ is: is('down', 'up', 'rollBack', 'rollBack', 'rollForward', 'backup', 'restore', 'restore', 'restore', 'restoreForgotten', 'settle') }),
  fc.record({ is: is('endPlacement', 'startPlacement'), who, home: page }),
  fc.record({ is: is('closeAccount', 'closeAccount', 'reopenAccount'), who }),
  fc.record({ is: is('sameId'), phone, choice }),
  fc.record({ is: is('airplane'), phone, isOn: fc.boolean() }),
  fc.record({ is: is('clock'), phone, hours: fc.integer({ min: -24, max: 24 }) }),
);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 26, arbitrary: fc.record({ is: is('record'), phone, page, deed: fc.constantFrom(...DEEDS), choice, isSoonSent: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ is: is('record'), phone: fc.constant(2), page, deed: is('photo'), choice, isSoonSent: fc.boolean() }) },
  { weight: 20, arbitrary: fc.record({ is: is('drain', 'drain', 'drain', 'sendNow', 'show', 'hide', 'kill', 'sendAgain', 'letGo', 'showCount'), phone, page }) },
  { weight: 14, arbitrary: fc.record({ is: is('fate'), phone, fate: fc.constantFrom(...FATES) }) },
  { weight: 5, arbitrary: fc.record({ is: is('weather'), phone, weather: fc.constantFrom<Weather>('fair', 'fair', 'lost', 'loginPage', 'replyLost') }) },
  { weight: 7, arbitrary: fc.record({ is: is('arrive', 'arrive', 'drop'), which: choice }) },
  { weight: 10, arbitrary: fc.record({ is: is('disk'), phone, page, fault: fc.constantFrom(...DISK_FAULTS), after: fc.nat({ max: 3 }) }) },
  { weight: 6, arbitrary: fc.record({ is: is('pass'), seconds: fc.integer({ min: 1, max: 400 }) }) },
  { weight: 5, arbitrary: fc.record({ is: is('signIn'), phone, who }) },
  { weight: 20, arbitrary: rare },
  { weight: 1, arbitrary: fc.record({ is: is('evict'), phone }) },
  { weight: 1, arbitrary: fc.record({ is: is('days'), days: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ is: is('erase'), which: fc.nat({ max: 7 }) }) },
);

const SHORTEST = 6;
const LONGEST = 36;

/** Everything that may happen to three phones, their people and one server. */
export const histories: fc.Arbitrary<Happening[]> = fc.array(happening, { minLength: SHORTEST, maxLength: LONGEST, size: 'max' });
