import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** What takes minutes, the longest first: begun last, it would keep one core waiting for the other. */
const LONG = [/simulation-plants/, /simulation\.test/, /everyone-/, /simulation-more/, /failpoints-kill/, /server\/access/, /timelines/, /journeys\//, /server\//];

const rank = ({ moduleId }: TestSpecification) => {
  const at = LONG.findIndex((name) => name.test(moduleId));
  return at < 0 ? LONG.length : at;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((one, other) => rank(one) - rank(other) || (one.moduleId < other.moduleId ? -1 : 1));
  }
}
