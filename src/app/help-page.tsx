import { Page } from '../ui/page.tsx';
import { w } from '../words/app.ts';

const TOPICS = ['saved', 'nosignal', 'lost', 'private', 'not'] as const;

export function HelpPage() {
  return (
    <Page title={w('help.title')}>
      {TOPICS.map((topic) => (
        <section key={topic}>
          <h2>{w(`help.${topic}.title`)}</h2>
          <p>{w(`help.${topic}`)}</p>
        </section>
      ))}
    </Page>
  );
}
