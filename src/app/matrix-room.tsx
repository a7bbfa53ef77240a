import type { MatrixPageProps } from '../manager/matrix-page.tsx';
import { MatrixPage } from '../manager/matrix-page.tsx';

/** Its code comes when there are many people: most homes are counted before a worker could start. */
const startCounter = async () => (await import('./matrix-counter.ts')).startCounter();

/** The matrix with who may start a worker for it. */
export function MatrixRoom(props: MatrixPageProps) {
  return <MatrixPage {...props} startCounter={startCounter} />;
}
