import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of another system, as companies have them beside their contact centre. */
export interface Crm {
  readonly url: string;
  /** What it was asked for: method, path, and what a browser told of where it came from. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const page = (path: string): string => `<!doctype html><meta charset="utf-8"><title>Record</title>
<style>body{margin:0;padding:16px;font:14px/1.5 system-ui,sans-serif;color:#171a21}h1{font-size:18px;margin:0 0 8px}input{font:inherit;padding:4px 8px}</style>
<h1>${path.replaceAll('<', '&lt;')}</h1><p id="origin"></p><label>Remark <input name="remark"></label>
<button>Hand over</button> <output></output>
<script>addEventListener('message', ({ data }) => { if (data.patchbay) document.querySelector('output').textContent = JSON.stringify(data); });
document.querySelector('button').onclick = () => parent.postMessage({ patchbay: 1, type: 'save', id: 1, values: { order: document.querySelector('input').value } }, '*');
document.getElementById('origin').textContent = 'origin ' + self.origin + ', referrer [' + document.referrer + ']';</script>`;

/** Starts one: `/open/...` may be framed by anybody, `/shut/...` by nobody. */
export async function startCrm(): Promise<Crm> {
  const asked: string[] = [];
  const server = createServer(({ method, url = '/', headers }, response) => {
    if (!url.startsWith('/favicon')) asked.push(`${method} ${url} ${headers.cookie ?? ''}${headers.referer ?? ''}`.trim());
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (url.startsWith('/shut/')) response.setHeader('x-frame-options', 'DENY');
    response.end(method === 'HEAD' ? undefined : page(decodeURIComponent(url)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The demo centre with screen-pops of this system in its queue. */
export const withPops =
  (url: string) =>
  (yaml: string): string =>
    yaml.replace('  afterReject: notReady\n', `  afterReject: notReady\n  screenPopOrigins: ['${url}']\n`).replace(
      '    offerSeconds: 20\n',
      `    offerSeconds: 20
    screenPops:
      - { key: order, label: { en: Order, de: Bestellung }, takes: [order], address: '${url}/open/{data.order}?who={contact.name}' }
      - { key: caller, label: { en: Caller, de: Anrufer }, when: offer, address: '${url}/open/caller-{contact.name}' }
      - { key: shut, label: { en: Shut, de: Zu }, address: '${url}/shut/{interaction.id}' }
      - { key: wiki, label: { en: Wiki, de: Wiki }, show: window, address: '${url}/open/wiki' }
      - key: fault
        label: { en: Fault, de: Mangel }
        form:
          pages:
            - { title: { en: The order, de: Die Bestellung }, text: Ask for the day., fields: [{ variable: needed-by, required: true }] }
            - { fields: [{ variable: topic, required: true, hint: As they say }] }
`,
    );
