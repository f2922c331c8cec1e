import { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { ApiCustomer } from '@patchbay/testing/customer.node.ts';
import { type Frame, openWire } from '@patchbay/testing/wire.node.ts';
import { percentile } from './measure.ts';
import type { Place } from './place.node.ts';

/** So many desktops of the one who is asked. */
const desktops = 5;
const turns = 100;
/** One visitor may only ask so often. */
const guests = 8;

/** An offer whose customer leaves: from the request to leave until the last desktop of the agent has heard that there is nothing to answer. */
export async function withdrawing({ url }: Pick<Place, 'url'>): Promise<{ withdrawP50Ms: number; withdrawP99Ms: number }> {
  const anna = new ApiAgent(url, 'anna', 'demo-anna-1');
  await anna.signsIn({ force: true });
  await anna.opens();
  await anna.goesReady();
  const open = await Promise.all(Array.from({ length: desktops }, () => desktop(url, anna.cookie)));
  const customers = await Promise.all(Array.from({ length: guests }, (_, n) => new ApiCustomer(url, `Guest ${n}`).visits()));
  const times: number[] = [];
  for (let n = 0; n < turns; n++) {
    const customer = customers[n % guests] as ApiCustomer;
    const id = await customer.startsChat();
    await Promise.all(open.map((one) => one.hears(id, '"offered"')));
    const began = performance.now();
    const heard = open.map((one) => one.hears(id, '"revoked"'));
    const { status } = await customer.asks({ type: 'leave', interaction: id });
    if (status !== 200) throw new Error(`A customer could not leave: ${status}`);
    times.push(Math.max(...(await Promise.all(heard))) - began);
  }
  for (const one of open) one.cut();
  anna.goesHome();
  return { withdrawP50Ms: percentile(times, 50), withdrawP99Ms: percentile(times, 99) };
}

/** A window of the agent's: tells when it has heard of an interaction what has these words in it. */
async function desktop(url: string, cookie: string) {
  const heard: { readonly text: string; readonly at: number }[] = [];
  let look = () => {};
  const told = (frame: Frame) => {
    heard.push({ text: JSON.stringify(frame), at: performance.now() });
    look();
  };
  const { cut } = await openWire(url, { cookie, hello: {}, told });
  return {
    cut,
    hears: (id: string, words: string): Promise<number> =>
      new Promise((resolve) => {
        look = () => {
          const one = heard.find(({ text }) => text.includes(id) && text.includes(words));
          if (!one) return;
          heard.length = 0;
          resolve(one.at);
        };
        look();
      }),
  };
}
