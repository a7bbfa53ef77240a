import type { MatrixPageProps } from '../manager/matrix-page.tsx';
import { MatrixPage } from '../manager/matrix-page.tsx';
import { readyHome } from '../manager/matrix/ready.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet, Unwatch } from '../store/cabinet.ts';

/** Its code comes when there are many people: most homes are counted before a worker could start. */
const startCounter = async () => (await import('./matrix-counter.ts')).startCounter();

/** The matrix with who may start a worker for it. */
export function MatrixRoom(props: MatrixPageProps) {
  return <MatrixPage {...props} startCounter={startCounter} />;
}

/** For who leads: the page they open next, made ready beforehand. */
export function readyMatrix(cabinet: Cabinet, who: SignedIn): Unwatch {
  return readyHome(cabinet, who);
}
