import type { Clock } from '@patchbay/base/clock.ts';
import { type Egress, Unreached } from '@patchbay/base/egress.node.ts';
import { templateOf } from '@patchbay/configuration/address.ts';
import { refusesFraming } from '@patchbay/screenpop/framing.ts';

/** What is known of a page before it is shown: whether it refuses frames, or could not be asked. */
export type Framing = 'fine' | 'refused' | 'unreached';

const patience = 1500;
const fresh = 600_000;
const most = 1000;

/** Asks pages whether they refuse frames, once in ten minutes and template, with no value of anybody in the address. [SP6] */
export function framingOf(clock: Clock, egress: Egress): (address: string, ours: string) => Promise<Framing> {
  const known = new Map<string, { readonly at: number; readonly is: Promise<Framing> }>();
  return (address, ours) => {
    const name = `${ours} ${address}`;
    const before = known.get(name);
    if (before && clock.now() - before.at < fresh) return before.is;
    if (known.size >= most) known.clear();
    const is = asked(egress, address, ours);
    known.set(name, { at: clock.now(), is });
    return is;
  };
}

async function asked(egress: Egress, address: string, ours: string): Promise<Framing> {
  const template = templateOf(address);
  if (!template) return 'unreached';
  const bare = template.origin + template.pieces.filter((piece) => typeof piece === 'string').join('');
  try {
    const { headers } = await egress({ method: 'HEAD', url: bare, patienceMs: patience });
    const said = {
      policy: headers['content-security-policy']?.toString() ?? null,
      options: headers['x-frame-options']?.toString() ?? null,
    };
    return refusesFraming(said, ours, template.origin) ? 'refused' : 'fine';
  } catch (error) {
    if (error instanceof Unreached && error.reason === 'forbidden') return 'fine'; // in the house, where only browsers look
    return 'unreached'; // the agent's network may be another one
  }
}
