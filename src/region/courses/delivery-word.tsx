import type { Cabinet, Delivery } from '../../store/cabinet.ts';
import { StateWord } from '../../ui/state-word.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { sayDelivery } from '../../words/state.ts';

function Word({ delivery }: { delivery: Delivery | null | undefined }) {
  return <span role="status">{delivery ? <StateWord state={delivery.state} says={sayDelivery(delivery)} /> : '\u00a0'}</span>;
}

/** Where what was said about a proposal is, in the words used everywhere. */
export function DeliveryWord({ cabinet, about }: { cabinet: Cabinet; about: string }) {
  return <Word delivery={useWatched<Delivery | null>((tell) => cabinet.watchDeliveryAbout(about, tell), [cabinet, about])} />;
}

/** The same of one fact: a course has many words about it. */
export function FactDelivery({ cabinet, factId }: { cabinet: Cabinet; factId: string }) {
  return <Word delivery={useWatched<Delivery>((tell) => cabinet.watchDelivery(factId, tell), [cabinet, factId])} />;
}
