import { answerWith } from './worker.ts';
import { makeYoungEngine } from './young-engine.ts';

answerWith(makeYoungEngine());
