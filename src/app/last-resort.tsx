import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { w } from '../words/app.ts';

/** The last page there is: something broke that should not. The work is in the database. */
export function LastResort() {
  return (
    <main id="main">
      <Page title={w('fault.title')}>
        <p>{w('fault.says')}</p>
        <Button onClick={() => location.assign('/')}>{w('fault.again')}</Button>
      </Page>
    </main>
  );
}
