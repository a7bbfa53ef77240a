import type { Requirement } from '../shared/training/requirement.ts';
import { pathways } from './pathways.ts';

/** One requirement for each course step, so that a pathway and what is tracked cannot drift apart. */
export const requirements: Requirement[] = pathways.flatMap((pathway) =>
  pathway.steps.flatMap((step) =>
    step.kind === 'course'
      ? [
          {
            id: `${pathway.id}-${step.course}`,
            courseId: step.course,
            or: step.or ?? [],
            roles: pathway.roles,
            dueDays: step.dueDays,
            pathwayId: pathway.id,
          },
        ]
      : [],
  ),
);
