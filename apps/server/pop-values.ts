import type { ChatWork } from '@patchbay/chat/chat.ts';
import type { AddressKind, Contact } from '@patchbay/contacts/contact.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import type { Known } from '@patchbay/screenpop/address.ts';

interface For {
  readonly agent: string;
  readonly name: string | undefined;
  /** Numbers of customers are masked. */
  readonly masks: boolean;
}

/** What the addresses of screen-pops may hold: nothing secure, and no number where numbers are masked. [SP2] */
export const popValues = (i: Interaction, contact: Contact | null, { agent, name, masks }: For): Known => {
  const { form = {}, page } = i.work as Partial<ChatWork>;
  return {
    data: dataOf(i),
    contact: {
      id: contact?.id,
      name: contact?.name || form['name'],
      email: firstOf(contact, 'email') ?? form['email'],
      phone: masks ? null : (firstOf(contact, 'phone') ?? form['phone']),
      language: contact?.language,
    },
    interaction: { id: i.id, channel: i.channel, queue: i.queue, page, subject: form['subject'] },
    agent: { id: agent, name },
  };
};

/** Only what is declared and not secure; of a secure one there is no value here anyway. */
function dataOf({ policy, data = {} }: Interaction): Known[string] {
  const open = policy.variables?.filter(({ secure }) => !secure) ?? [];
  return Object.fromEntries(open.map(({ key }) => [key, data[key]?.value]));
}

const firstOf = (contact: Contact | null, wanted: AddressKind): string | undefined =>
  contact?.addresses.find(({ kind }) => kind === wanted)?.typed;
