import * as z from 'zod/mini';
import { idSchema, publicKeySchema } from '../basics/fields.ts';

/** The owner's key on one phone, for signing practice face to face. Ed25519; the other half never leaves it. */
export const deviceKeyedSchema = z.object({ keyId: idSchema, publicKey: publicKeySchema });
