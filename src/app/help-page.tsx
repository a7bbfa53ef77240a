import { Page } from '../ui/page.tsx';
import { h } from '../words/hall.ts';

const TOPICS = ['saved', 'nosignal', 'lost', 'private', 'not'] as const;

export function HelpPage() {
  return (
    <Page title={h('help.title')}>
      {TOPICS.map((topic) => (
        <section key={topic}>
          <h2>{h(`help.${topic}.title`)}</h2>
          <p>{h(`help.${topic}`)}</p>
        </section>
      ))}
    </Page>
  );
}
