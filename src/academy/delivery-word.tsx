import type { Cabinet, Delivery } from '../store/cabinet.ts';
import { StateWord } from '../ui/state-word.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { sayDelivery } from '../words/state.ts';

/** Where one record of the person's stands, in the words every screen uses. */
export function DeliveryWord({ cabinet, about }: { cabinet: Cabinet; about: string }) {
  const delivery = useWatched<Delivery | null>((tell) => cabinet.watchDeliveryAbout(about, tell), [cabinet, about]);
  return delivery ? <StateWord state={delivery.state} says={sayDelivery(delivery)} /> : null;
}
