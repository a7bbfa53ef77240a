import '../ui/tokens.css';
import '../ui/base.css';
import './demo-link.ts';

/** Everything else follows: this file stays small, so that a sign-in under way never waits for it. */
void import('./start.ts').then(({ start }) => start());
