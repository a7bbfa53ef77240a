import type { Course } from '../shared/training/course.ts';
import { behaviour } from './courses/behaviour/course.ts';
import { fireSafety } from './courses/fire-safety/course.ts';
import { medicines } from './courses/medicines/course.ts';
import { missing } from './courses/missing/course.ts';
import { recording } from './courses/recording/course.ts';
import { safeguarding } from './courses/safeguarding/course.ts';
import { selfHarm } from './courses/self-harm/course.ts';
import { yourRole } from './courses/your-role/course.ts';
import { firstShiftCourses, refresherCourses } from './short-courses.ts';

/** Every course Hearth holds: the full ones, then the short ones cut from them. */
export const courses: Course[] = [yourRole, safeguarding, missing, behaviour, medicines, selfHarm, fireSafety, recording, ...firstShiftCourses, ...refresherCourses];
