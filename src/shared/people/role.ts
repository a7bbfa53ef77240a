import * as z from 'zod/mini';

/**
 * What a person does in a home, or for the region. `reader`: may be listed as a reader of an audience; `directoryOfficer`: signs
 * who reads, never alone. Neither opens anything by itself: that takes the signed directory.
 */
export const roleSchema = z.enum(['carer', 'agency', 'senior', 'deputy', 'manager', 'academyLead', 'regionAdmin', 'reader', 'directoryOfficer']);
export type Role = z.infer<typeof roleSchema>;

/** Roles whose holders mainly care, so the Level 3 clock applies (SI 2015/541, regulations 2 and 32). */
export const CARE_ROLES: readonly Role[] = ['carer', 'agency', 'senior', 'deputy'];

/** Roles that see the whole home's training. */
export const LEADING_ROLES: readonly Role[] = ['manager', 'deputy'];
