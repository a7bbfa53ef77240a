import * as z from 'zod/mini';

/** 16 random bytes as base64url, fresh for every request. A reply counts only when it echoes it. */
export const nonceSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));
