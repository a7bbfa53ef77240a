import * as z from 'zod/mini';

/** The fields that most bodies share. */
export const idSchema = z.string().check(z.minLength(1), z.maxLength(64));
export const daySchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
/** 32 or 64 raw bytes as base64url without padding: an Ed25519 public key or signature (RFC 8032). */
export const publicKeySchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
export const signatureSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{86}$/));

export function words(limit: number) {
  return z.string().check(z.maxLength(limit));
}

export function wordsNeeded(limit: number) {
  return z.string().check(z.minLength(1), z.maxLength(limit));
}

export function whole(least: number, most: number) {
  return z.int().check(z.minimum(least), z.maximum(most));
}
