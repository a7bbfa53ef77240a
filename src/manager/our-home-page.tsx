import type { SlotFilled, SlotName } from '../shared/people/place.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/manager.ts';
import { useHome } from './home-choice.ts';
import { HomePicker } from './home-picker.tsx';
import { HOME_PATH } from './paths.ts';
import { SlotForm } from './slot-form.tsx';

const SLOTS: readonly SlotName[] = ['firePlan', 'inCharge', 'missingProtocol', 'safeguardingContacts', 'ligatureKnife', 'medicineCupboard', 'keyPolicies'];

export type OurHomePageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** What only the home itself can say, shown inside its people's courses. */
export function OurHomePage({ cabinet, who }: OurHomePageProps) {
  const choice = useHome(cabinet, who);
  const home = choice.home;
  const homeId = home?.placeId ?? '';
  const slots = useWatched<SlotFilled[]>((tell) => cabinet.watchSlots(homeId, tell), [cabinet, homeId]);
  const textOf = (slot: SlotName) => slots?.filter((entry) => entry.slot === slot).at(-1)?.text ?? '';
  return (
    <Page title={home ? w('slots.title', { home: home.placeName }) : w('home.none.title')} lead={w('slots.lead')} back={{ href: HOME_PATH, label: w('back.matrix') }}>
      <Stack gap="m">
        <HomePicker choice={choice} />
        {home && <Notice tone="warn">{w('slots.noChild')}</Notice>}
        {home && slots && <p>{w('slots.left', { count: SLOTS.filter((slot) => textOf(slot) === '').length })}</p>}
        {home && slots === undefined && <Skeleton height="60rem" />}
        {home && slots && SLOTS.map((slot) => <SlotForm key={`${homeId}.${slot}`} cabinet={cabinet} homeId={homeId} slot={slot} text={textOf(slot)} />)}
      </Stack>
    </Page>
  );
}
