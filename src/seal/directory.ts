import { canonicalJson } from '../shared/basics/canonical.ts';
import type { Directory, RootStatement, SignedDirectory } from '../shared/voice/directory.ts';
import { directorySchema, rootStatementSchema, signedDirectorySchema } from '../shared/voice/directory.ts';
import type { Bytes } from './bytes.ts';
import { b64, bytesOf, joined, sha256, sureBytes, utf8 } from './bytes.ts';
import type { CheckDirectory } from './keeper.ts';
import { jsonOf } from './shapes.ts';
import { isSigned, sign, type Signer } from './signed.ts';

/** What is signed begins with its purpose, so that a signature for one can never stand under the other. */
const rootText = (statement: Uint8Array): Bytes => joined(utf8('hearth/v1/root|'), statement);
const directoryText = (directory: Uint8Array): Bytes => joined(utf8('hearth/v1/directory|'), directory);

/** What travels face to face: SHA-256 of the root's public point. */
export async function fingerprintOf(rootPub: string): Promise<string> {
  return b64(await sha256(sureBytes(rootPub)));
}

/** In the order of the security reference, section 4: the root, the signatures, the version, the date. */
export const checkDirectory: CheckDirectory = async (given, fingerprint, seenVersion, now, believed) => {
  const refuse = (fault: 'notReadable' | 'wrongRoot' | 'badSignature' | 'rolledBack' | 'expired') => ({ ok: false as const, fault });
  const signed = signedDirectorySchema.safeParse(given);
  if (!signed.success) return refuse('notReadable');
  const { root, directory: directory64, sigs } = signed.data;
  const statementBytes = bytesOf(root.statement);
  const directoryBytes = bytesOf(directory64);
  if (!bytesOf(root.pub) || !statementBytes || !directoryBytes) return refuse('notReadable');
  if ((await fingerprintOf(root.pub)) !== fingerprint) return refuse('wrongRoot');
  if (!(await isSigned(root.pub, root.sig, rootText(statementBytes)))) return refuse('badSignature');
  const statement = rootStatementSchema.safeParse(jsonOf(statementBytes));
  if (!statement.success) return refuse('notReadable');
  if (!(await isEnough(statement.data, sigs, directoryBytes, now))) return refuse('badSignature');
  const directory = directorySchema.safeParse(jsonOf(directoryBytes));
  if (!directory.success || !isPlain(directory.data)) return refuse('notReadable');
  const oldNumber = believed?.root.pub === root.pub ? (readProposal(believed)?.statement.number ?? 0) : 0;
  if (directory.data.version < seenVersion || statement.data.number < oldNumber) return refuse('rolledBack');
  if (!(Date.parse(directory.data.expiresAt) > Date.parse(now))) return refuse('expired');
  return { ok: true, directory: directory.data, isDemonstration: statement.data.demonstration === true };
};

/** As many different keys of the root's statement as it asks for. One key named twice is one. */
async function isEnough(statement: RootStatement, sigs: SignedDirectory['sigs'], directory: Bytes, now: string): Promise<boolean> {
  const signers = new Set<string>();
  for (const { k, sig } of sigs) {
    const key = statement.keys.find((entry) => entry.k === k);
    if (key && Date.parse(key.until) > Date.parse(now) && (await isSigned(key.pub, sig, directoryText(directory)))) signers.add(key.pub);
  }
  return signers.size >= statement.need;
}

/** No audience and no device stands in it twice, and epochs go from the newest down: whoever looks something up finds one thing. */
function isPlain({ audiences, devices }: Directory): boolean {
  const isOnce = (ids: string[]) => new Set(ids).size === ids.length;
  return (
    isOnce(audiences.map(({ a }) => a)) &&
    isOnce(devices.map(({ d }) => d)) &&
    audiences.every(({ epochs }) => epochs.every(({ e }, index) => index === 0 || e < (epochs[index - 1]?.e ?? 0)))
  );
}

export async function signRoot(root: Omit<Signer, 'k'>, statement: RootStatement): Promise<SignedDirectory['root']> {
  const bytes = utf8(canonicalJson(statement));
  return { pub: root.pub, statement: b64(bytes), sig: await sign(root.privateKey, rootText(bytes)) };
}

/** The next version with its first signature. */
export async function proposeDirectory(root: SignedDirectory['root'], directory: Directory, officer: Signer): Promise<SignedDirectory> {
  const bytes = utf8(canonicalJson(directory));
  return { root, directory: b64(bytes), sigs: [{ k: officer.k, sig: await sign(officer.privateKey, directoryText(bytes)) }] };
}

/** One more officer under exactly the bytes they were shown. */
export async function countersign(proposed: SignedDirectory, officer: Signer): Promise<SignedDirectory> {
  const sig = await sign(officer.privateKey, directoryText(sureBytes(proposed.directory)));
  return { ...proposed, sigs: [...proposed.sigs.filter(({ k }) => k !== officer.k), { k: officer.k, sig }] };
}

/**
 * What waits for signatures, as an officer must know it before they add theirs: under the root they compared,
 * with the root's own signature, and nothing but good signatures of keys that the root names.
 * @returns who signed already, by key.
 */
export async function checkProposal(
  signed: SignedDirectory,
  fingerprint: string,
  now: string,
): Promise<{ ok: true; directory: Directory; statement: RootStatement; signers: string[] } | { ok: false; fault: 'notReadable' | 'wrongRoot' | 'badSignature' }> {
  const read = signedDirectorySchema.safeParse(signed).success ? readProposal(signed) : null;
  if (!read || !isPlain(read.directory)) return { ok: false, fault: 'notReadable' };
  if ((await fingerprintOf(signed.root.pub)) !== fingerprint) return { ok: false, fault: 'wrongRoot' };
  if (!(await isSigned(signed.root.pub, signed.root.sig, rootText(sureBytes(signed.root.statement))))) return { ok: false, fault: 'badSignature' };
  const bytes = sureBytes(signed.directory);
  for (const { k, sig } of signed.sigs) {
    const key = read.statement.keys.find((entry) => entry.k === k);
    if (!key || !(Date.parse(key.until) > Date.parse(now)) || !(await isSigned(key.pub, sig, directoryText(bytes)))) return { ok: false, fault: 'badSignature' };
  }
  return { ok: true, ...read, signers: signed.sigs.map(({ k }) => k) };
}

/** What stands in a directory that waits for signatures: readable, not yet believed. */
export function readProposal(signed: SignedDirectory): { directory: Directory; statement: RootStatement } | null {
  const directory = directorySchema.safeParse(jsonOf(bytesOf(signed.directory) ?? new Uint8Array(0)));
  const statement = rootStatementSchema.safeParse(jsonOf(bytesOf(signed.root.statement) ?? new Uint8Array(0)));
  return directory.success && statement.success ? { directory: directory.data, statement: statement.data } : null;
}
