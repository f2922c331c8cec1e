import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Seals texts that must not be readable in the database or a backup of it (AES-256-GCM, NIST SP 800-38D). */
export interface Vault {
  /** `place` says where it belongs: a sealed text that was moved elsewhere does not open. */
  seal(text: string, place: string): Buffer;
  /** Undefined: it was sealed with another key, or somewhere else, or is damaged. */
  open(sealed: Uint8Array, place: string): string | undefined;
}

const bytes = 32;
const nonce = 12;
const tag = 16;

/** A vault with this key of 32 bytes. */
export function openVault(key: Buffer): Vault {
  if (key.length !== bytes) throw new RangeError(`A key has ${bytes} bytes.`);
  return {
    seal(text, place) {
      const iv = randomBytes(nonce);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]);
    },
    open(sealed, place) {
      const all = Buffer.from(sealed);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, nonce)).setAAD(Buffer.from(place));
        decipher.setAuthTag(all.subarray(nonce, nonce + tag));
        return decipher.update(all.subarray(nonce + tag), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return undefined; // not ours to read: whoever asks is told that there is nothing
      }
    },
  };
}

/** The key of the environment, as 64 hexadecimal digits; else the one in the data folder, made when there is none. */
export function keyIn(folder: string, given?: string): Buffer {
  if (given) return Buffer.from(given, 'hex');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'secret.key');
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, randomBytes(bytes).toString('hex'), { mode: 0o600 });
  try {
    linkSync(draft, path); // of two servers that begin at once one wins
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
}
