import * as z from 'zod/mini';

const idSchema = z.string().check(z.minLength(1), z.maxLength(64));

/** Somebody may no longer use Hearth. What they made before may still arrive; it is held for a person to decide. */
export const accountClosedSchema = z.object({ personId: idSchema });

/** They may again, and what was held is decided by the usual rules. */
export const accountReopenedSchema = z.object({ personId: idSchema });
