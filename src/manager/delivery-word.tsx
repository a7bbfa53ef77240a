import type { Cabinet, Delivery } from '../store/cabinet.ts';
import { StateWord } from '../ui/state-word.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/manager.ts';
import { sayDelivery } from '../words/state.ts';
import styles from './delivery-word.module.css';

/** Where one record is, in the words used everywhere. Its line keeps its height while it is not known. */
export function DeliveryWord({ cabinet, about }: { cabinet: Cabinet; about: string }) {
  const delivery = useWatched<Delivery | null>((tell) => cabinet.watchDeliveryAbout(about, tell), [cabinet, about]);
  const left = delivery?.state === 'delivered' ? (delivery.attachmentsLeft ?? 0) : 0;
  return (
    <span role="status">
      {delivery ? <StateWord state={delivery.state} says={sayDelivery(delivery)} /> : '\u00a0'}
      {left > 0 && <span class={styles.left}>{w('photo.left', { count: left })}</span>}
    </span>
  );
}
