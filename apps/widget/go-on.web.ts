import { keptKey } from './memory.web.ts';

/** Changes the code of another device for a key of this one, and begins anew with its chat; where that cannot be it says so. [WI67] */
export async function redeem(code: string): Promise<void> {
  const { widget = '', keep } = document.querySelector<HTMLElement>('[data-widget]')?.dataset ?? {};
  const answer = await asked(widget, code);
  if (answer.resume === undefined) await said(answer.text ?? '');
  history.replaceState(null, '', location.pathname + location.search);
  if (answer.resume === undefined) return;
  const kept = { resume: answer.resume, chat: 'of another device', open: true };
  (keep ? sessionStorage : localStorage).setItem(keptKey(widget), JSON.stringify(kept));
  location.reload();
  await new Promise(() => {}); // nothing begins here any more
}

interface Redeemed {
  readonly resume?: string;
  readonly text?: string;
}
async function asked(widget: string, code: string): Promise<Redeemed> {
  const { lang } = document.documentElement;
  try {
    const headers = { 'content-type': 'application/json', 'accept-language': lang };
    const response = await fetch('/api/visitors', { method: 'POST', headers, body: JSON.stringify({ widget, code }) });
    return (await response.json()) as Redeemed;
  } catch {
    return { text: lang === 'de' ? 'Keine Verbindung. Öffnen Sie den Link noch einmal.' : 'No connection. Open the link again.' };
  }
}

/** Says it above everything, until the customer has read it. */
function said(text: string): Promise<void> {
  const dialog = document.createElement('dialog');
  const form = document.createElement('form');
  const button = document.createElement('button');
  form.method = 'dialog';
  button.textContent = 'OK';
  form.append(button);
  dialog.append(text, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((read) => {
    dialog.onclose = () => read();
  });
}
