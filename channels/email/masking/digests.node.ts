import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Vault } from '@patchbay/base/vault.node.ts';
import type { Find, Span } from './finder.ts';

/** What was masked, as it is remembered: nobody can read it, but it is known again. [EM204] */
export interface Digest {
  /** So many signs, blanks and strokes not counted. */
  readonly letters: number;
  readonly weak: number;
  readonly key: Buffer;
  readonly digest: Buffer;
}

const bound = 64;
const digestOf = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const skipped = /[\s>|.\-–/\u00ad\u200b]/u;

interface Compact {
  readonly text: string;
  /** Where each sign stands in the whole text. */
  readonly at: Uint32Array;
}
/** A text without what grouping and quoting put between. */
function compactOf(text: string): Compact {
  const at = new Uint32Array(text.length);
  let out = '';
  for (let n = 0; n < text.length; n++) {
    const sign = text[n] ?? '';
    if (skipped.test(sign)) continue;
    at[out.length] = n;
    const small = sign.toLowerCase();
    out += small.length === 1 ? small : sign;
  }
  return { text: out, at };
}
const weakOf = (text: string): number => [...Array(text.length).keys()].reduce((sum, n) => sum + text.charCodeAt(n), 0) % bound;

/** A text as it is remembered, under a key of its own. */
export function remembered(text: string): Digest {
  const key = randomBytes(32);
  const compact = compactOf(text.normalize('NFC')).text;
  return { letters: compact.length, weak: weakOf(compact), key, digest: digestOf(key, compact) };
}

/** Finds in a text whatever was masked before. [EM204] */
export const finderOfDigests =
  (digests: readonly Digest[]): Find =>
  (text) => {
    const compact = compactOf(text);
    const found = digests.flatMap((one) => placesOf(one, compact)).sort((a, b) => a.from - b.from);
    return found.filter((span, n) => n === 0 || span.from >= Math.max(...found.slice(0, n).map(({ to }) => to)));
  };

function placesOf({ letters, weak, key, digest }: Digest, { text, at }: Compact): readonly Span[] {
  const found: Span[] = [];
  let sum = 0;
  for (let end = 0; end < text.length; end++) {
    sum += text.charCodeAt(end) - (end >= letters ? text.charCodeAt(end - letters) : 0);
    const from = end - letters + 1;
    if (from < 0 || sum % bound !== weak) continue;
    if (timingSafeEqual(digestOf(key, text.slice(from, end + 1)), digest)) found.push({ from: at[from] ?? 0, to: (at[end] ?? 0) + 1 });
  }
  return found;
}

type V = (value: unknown) => string;
/** Remembers in these cases what was masked. */
export const keepingDigests =
  (vault: Vault, tenant: TenantId, rows: readonly { readonly id: string; readonly case: string; readonly digest: Digest }[]) =>
  (v: V): string =>
    `insert into email_masks (tenant_id, id, case_id, letters, weak, sealed, digest) values ${rows
      .map(({ id, case: of, digest: { letters, weak, key, digest } }) => {
        const sealed = vault.seal(key.toString('base64'), placeOf(tenant, of));
        return `(${[tenant, id, of, letters, weak, sealed, digest].map(v).join(', ')})`;
      })
      .join(', ')}`;
const placeOf = (tenant: TenantId, of: string): string => `mask ${tenant} ${of}`;

/** What was masked in a case; what cannot be unsealed any more is not known again. */
export async function digestsOf(run: Run, vault: Vault, tenant: TenantId, of: string): Promise<readonly Digest[]> {
  const rows = await run<{ letters: number; weak: number; sealed: Buffer; digest: Buffer }>({
    name: 'masks-of-case',
    text: 'select letters, weak, sealed, digest from email_masks where tenant_id = $1 and case_id = $2',
    values: [tenant, of],
  });
  return rows.flatMap(({ sealed, ...row }) => {
    const key = vault.open(sealed, placeOf(tenant, of));
    return key === undefined ? [] : [{ ...row, key: Buffer.from(key, 'base64') }];
  });
}
