import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** A certificate of our own for this machine, for two days. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
  /** From now on this process believes it. */
  trust(): void;
  remove(): void;
}
/** Makes one; nobody believes it yet. */
export function ownCertificate(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-certificate-'));
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', ...names];
  execFileSync('/usr/bin/openssl', [...made, '-out', certificate, '-keyout', key], { stdio: 'ignore' });
  chmodSync(folder, 0o755);
  chmodSync(key, 0o644); // dovecot reads it as another user
  const before = getCACertificates('default');
  return {
    ...{ certificate, key },
    trust: () => setDefaultCACertificates([...before, readFileSync(certificate, 'utf8')]),
    remove() {
      setDefaultCACertificates(before);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
