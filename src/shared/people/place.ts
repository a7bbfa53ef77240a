import * as z from 'zod/mini';

/** Region > authority > provider > home. Training rights inherit down this tree; voice never does. */
export const placeKindSchema = z.enum(['region', 'authority', 'provider', 'home']);

export const placeOpenedSchema = z.object({
  placeId: z.string().check(z.maxLength(36)),
  kind: placeKindSchema,
  parentId: z.nullable(z.string().check(z.maxLength(36))),
  name: z.string().check(z.minLength(1), z.maxLength(120)),
});
export type PlaceOpened = z.infer<typeof placeOpenedSchema>;
export type Place = PlaceOpened;

/** What only the home itself can say: where the fire panel is, who to call out of hours. */
export const slotFilledSchema = z.object({
  homeId: z.string().check(z.maxLength(36)),
  slot: z.enum(['firePlan', 'inCharge', 'ligatureKnife', 'keyPolicies', 'missingProtocol', 'safeguardingContacts', 'medicineCupboard']),
  text: z.string().check(z.minLength(1), z.maxLength(2000)),
});
export type SlotFilled = z.infer<typeof slotFilledSchema>;
export type SlotName = SlotFilled['slot'];
