import { listAnswers } from '../../../src/server/records/answers.ts';
import { addChunk, beginUpload } from '../../../src/server/records/attachments.ts';
import { eraseAbout } from '../../../src/server/records/erase.ts';
import { getEpoch, replaceEpoch } from '../../../src/server/records/marks.ts';
import { pullChanges } from '../../../src/server/records/pull.ts';
import { pushFacts } from '../../../src/server/records/push.ts';
import { settleHeld } from '../../../src/server/records/settle.ts';

/** The server's own code, by name, so that a planted bug can stand in for one part of it. */
export type Clerk = {
  pushFacts: typeof pushFacts;
  pullChanges: typeof pullChanges;
  listAnswers: typeof listAnswers;
  settleHeld: typeof settleHeld;
  eraseAbout: typeof eraseAbout;
  beginUpload: typeof beginUpload;
  addChunk: typeof addChunk;
  getEpoch: typeof getEpoch;
  replaceEpoch: typeof replaceEpoch;
};

export const realClerk: Clerk = { pushFacts, pullChanges, listAnswers, settleHeld, eraseAbout, beginUpload, addChunk, getEpoch, replaceEpoch };
