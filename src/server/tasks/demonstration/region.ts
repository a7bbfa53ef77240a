import type { Day } from '../../../shared/basics/day.ts';
import { addDays } from '../../../shared/basics/day.ts';
import type { PlaceOpened } from '../../../shared/people/place.ts';
import type { Role } from '../../../shared/people/role.ts';
import type { Dice } from './dice.ts';
import { FIRST_NAMES, HOME_NAMES, LAST_NAMES, PROVIDER_NAMES } from './names.ts';
import type { Phone } from './phone.ts';
import { makePhone } from './phone.ts';

export type DemoPerson = {
  personId: string;
  name: string;
  role: Role;
  homeId: string;
  startsOn: Day;
  careRoleStartedOn: Day;
  phone: Phone;
  /** How likely this person is to do things in time, 0 to 1. */
  diligence: number;
};
export type DemoHome = { homeId: string; name: string; manager: DemoPerson; staff: DemoPerson[] };
/** `areaManager` leads every home of one authority. */
export type DemoRegion = { places: PlaceOpened[]; homes: DemoHome[]; areaManager: DemoPerson };

/** How many homes and staff to make. The whole demonstration has 44 homes and 616 staff besides managers. */
export type Size = { homes: number; staff: number };
export const WHOLE: Size = { homes: 44, staff: 14 };

const ROLES: Role[] = ['deputy', 'senior', 'senior', 'carer', 'carer', 'carer', 'carer', 'carer', 'carer', 'carer', 'carer', 'carer', 'agency', 'carer'];

/** The person the `carer` link signs in as, three and a half weeks into the job. */
export const CARER_NAME = 'Amara Example';
export const MANAGER_NAME = 'Ruth Example';
const AREA_MANAGER_NAME = 'Noor Example';

export function planRegion(dice: Dice, today: Day, historyFrom: Day, authorities: readonly { placeId: string; name: string }[], size: Size, start: Date): DemoRegion {
  const taken = new Set<string>();
  const newName = () => {
    for (;;) {
      const name = `${dice.pick(FIRST_NAMES)} ${dice.pick(LAST_NAMES)}`;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
  const ids = makePhone('region', 'region', dice);
  const person = (role: Role, homeId: string, startsOn: Day, name = newName()): DemoPerson => {
    const personId = ids.newId(start);
    return {
      personId,
      name,
      role,
      homeId,
      startsOn,
      careRoleStartedOn: addDays(startsOn, dice.chance(0.5) ? 0 : -dice.whole(60, 1500)),
      phone: makePhone(personId, ids.newId(start), dice),
      diligence: 0.55 + dice.next() * 0.45,
    };
  };
  /** Turnover of about 29 % a year (training reference, section 6) gives many short tenures. */
  const startDay = () => (dice.chance(0.3) ? addDays(historyFrom, -dice.whole(30, 1400)) : addDays(today, -dice.whole(5, 720)));

  const places: PlaceOpened[] = [];
  const providers = new Map<string, string>();
  const homes: DemoHome[] = [];
  for (let index = 0; index < size.homes; index += 1) {
    // The first home is in Medway, where the journeys are set; the others go round the region.
    const authority = index === 0 ? (authorities.find((entry) => entry.name === 'Medway') ?? authorities[0]) : authorities[index % authorities.length];
    if (!authority) throw new RangeError('the region has no authorities');
    const providerName = PROVIDER_NAMES[index % PROVIDER_NAMES.length] ?? 'Larkfield Care';
    const providerKey = `${authority.placeId} ${providerName}`;
    let providerId = providers.get(providerKey);
    if (!providerId) {
      providerId = ids.newId(start);
      providers.set(providerKey, providerId);
      places.push({ placeId: providerId, kind: 'provider', parentId: authority.placeId, name: `${providerName} (demonstration)` });
    }
    const homeId = ids.newId(start);
    const name = `${HOME_NAMES[index % HOME_NAMES.length]} (demonstration)`;
    places.push({ placeId: homeId, kind: 'home', parentId: providerId, name });
    const manager = person('manager', homeId, addDays(historyFrom, -dice.whole(40, 900)), index === 0 ? MANAGER_NAME : newName());
    const staff = Array.from({ length: size.staff }, (_, at) => person(ROLES[at % ROLES.length] ?? 'carer', homeId, startDay()));
    if (index === 0) {
      const carer = person('carer', homeId, addDays(today, -25), CARER_NAME);
      carer.careRoleStartedOn = carer.startsOn;
      staff[3] = carer;
      // The home that people look at first has something of everything.
      for (const at of [5, 8, 10]) if (staff[at]) staff[at].diligence = 0.2;
    }
    homes.push({ homeId, name, manager, staff });
  }
  const area = authorities.find((entry) => entry.name === 'Medway') ?? authorities[0];
  return { places, homes, areaManager: person('manager', area?.placeId ?? '', addDays(historyFrom, -30), AREA_MANAGER_NAME) };
}
