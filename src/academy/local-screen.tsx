import type { SlotFilled } from '../shared/people/place.ts';
import type { Course, Screen } from '../shared/training/course.ts';
import type { Source } from '../shared/training/source.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { learn } from '../words/learning.ts';
import { Cites } from './cites.tsx';
import style from './player.module.css';

type Local = Extract<Screen, { kind: 'local' }>;
type Home = { placeId: string; placeName: string };

/** The homes a person works in; regional roles have none. */
function homesOf(who: SignedIn): Home[] {
  const homes = who.roles.filter((entry) => entry.role !== 'regionAdmin' && entry.role !== 'academyLead');
  return [...new Map(homes.map((entry) => [entry.placeId, entry])).values()];
}

function HomeWords({ cabinet, home, screen }: { cabinet: Cabinet; home: Home; screen: Local }) {
  const slots = useWatched<SlotFilled[]>((tell) => cabinet.watchSlots(home.placeId, tell), [cabinet, home.placeId]);
  if (slots === undefined) return <Skeleton lines={3} />;
  const filled = slots.find((slot) => slot.slot === screen.slot);
  if (!filled) {
    return (
      <Notice tone="info" title={learn('local.notYet', { home: home.placeName })}>
        <p>{screen.ask}</p>
      </Notice>
    );
  }
  return (
    <div class={style.local}>
      <p class={style.localHome}>{learn('local.inOurHome', { home: home.placeName })}</p>
      <p class={style.localText}>{filled.text}</p>
    </div>
  );
}

/** What only this home can say, or whom to ask while it has not said it. */
export function LocalScreen({ screen, course, sources, cabinet, who }: { screen: Local; course: Course; sources: readonly Source[]; cabinet: Cabinet; who: SignedIn }) {
  const homes = homesOf(who);
  return (
    <section class={style.screen}>
      <h2 tabIndex={-1} class={style.heading}>
        {screen.title}
      </h2>
      {homes.length === 0 && <p class={style.paragraph}>{screen.ask}</p>}
      {homes.map((home) => (
        <HomeWords key={home.placeId} cabinet={cabinet} home={home} screen={screen} />
      ))}
      <Cites course={course} facts={screen.facts} sources={sources} />
    </section>
  );
}
