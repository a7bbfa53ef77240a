import { LinkButton } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { w } from '../words/app.ts';

export function MissingPage() {
  return (
    <Page title={w('missing.title')}>
      <p>{w('missing.says')}</p>
      <LinkButton href="/">{w('missing.home')}</LinkButton>
    </Page>
  );
}
