import { storeOf } from './memory.web.ts';
import type { Drafts } from './outside.ts';

/** What is being written, kept for this tab until it is closed. */
export function draftsOf(widget: string): Drafts {
  const store = storeOf(() => sessionStorage);
  const [form, message] = [`patchbay:${widget}:form`, `patchbay:${widget}:message`];
  return {
    form: () => JSON.parse(store.getItem(form) ?? '{}'),
    keepForm: (filled) => store.setItem(form, JSON.stringify(filled)),
    message: () => store.getItem(message) ?? '',
    keepMessage: (text) => store.setItem(message, text),
  };
}
