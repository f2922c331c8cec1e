import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@patchbay/supervisor/port.node.ts';
import type { Tls } from '@patchbay/voice/engines/engine.ts';

/** Whether this machine cannot do SIP over TLS, or make a certificate for it: then such tests are skipped. */
export const noTls = !existsSync('/usr/bin/openssl') || !existsSync('/usr/lib/x86_64-linux-gnu/kamailio/modules/tls.so');

/** A port for TLS and a certificate of our own, for two days. */
export async function ownTls(): Promise<Tls & { readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-certificate-'));
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=patchbay'];
  execFileSync('/usr/bin/openssl', ['req', ...made, '-out', certificate, '-keyout', key], { stdio: 'ignore' });
  return { port: await freePort(), certificate, key, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
