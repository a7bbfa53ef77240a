import { Page } from '../ui/page.tsx';
import { Stack } from '../ui/stack.tsx';
import { h } from '../words/hall.ts';

/** What must not be misunderstood comes first. */
const TOPICS = ['not', 'saved', 'nosignal', 'lost', 'private'] as const;

export function HelpPage() {
  return (
    <Page title={h('help.title')}>
      <Stack gap="l">
        {TOPICS.map((topic) => (
          <section key={topic}>
            <Stack gap="s">
              <h2>{h(`help.${topic}.title`)}</h2>
              <p>{h(`help.${topic}`)}</p>
            </Stack>
          </section>
        ))}
      </Stack>
    </Page>
  );
}
