import { makeReaderEngine } from './reader-engine.ts';
import { answerWith } from './worker.ts';

answerWith(makeReaderEngine());
