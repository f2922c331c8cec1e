import { openPhone, type Phone, type PhoneOptions } from './phone.node.ts';

/** A phone in a process of its own, so that it can live in another network: does what it is told and answers how it stands. */
export interface Stand {
  readonly rings: string | null;
  readonly hears: readonly number[];
  readonly over: boolean;
  readonly status: number;
}
/** What it can be told. */
export type Order =
  | { readonly say: 'registers' | 'lifts' | 'hangsUp' | 'forgets' | 'stands' }
  | { readonly say: 'calls'; readonly to: string };

const standOf = (phone: Phone): Stand => ({
  ...{ rings: phone.rings()?.who ?? null, hears: phone.voice.hears() },
  ...{ over: phone.call()?.over ?? true, status: phone.call()?.status ?? 0 },
});

async function does(phone: Phone, order: Order): Promise<void> {
  if (order.say === 'calls') phone.calls(order.to);
  else if (order.say === 'registers') await phone.registers();
  else if (order.say === 'forgets') phone.voice.forgets();
  else if (order.say !== 'stands') phone[order.say]();
}

if (process.argv[1] === import.meta.filename && process.argv[2] !== undefined) {
  const phone = await openPhone(JSON.parse(process.argv[2]) as PhoneOptions);
  process.on('message', (order: Order) => void does(phone, order).then(() => process.send?.(standOf(phone))));
  process.on('disconnect', () => process.exit());
  process.send?.(standOf(phone));
}
