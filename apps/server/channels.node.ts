import { overdue } from '@patchbay/chat/chat.ts';
import { chatKind } from '@patchbay/chat/kind.ts';
import { decide } from '@patchbay/chat/rules.ts';
import { follows } from '@patchbay/email/follows.node.ts';
import { emailKind } from '@patchbay/email/kind.ts';
import { decide as decideEmail } from '@patchbay/email/rules.ts';
import { overdue as overdueEmail } from '@patchbay/email/timers.ts';
import type { ChannelRules, Channels } from '@patchbay/interactions/act.node.ts';
import { callKind } from '@patchbay/voice/kind.ts';
import { decide as decideCall } from '@patchbay/voice/rules.ts';
import { overdue as overdueCall } from '@patchbay/voice/timers.ts';

/** The channels of this server, by name. */
export const channels: Channels = {
  chat: { name: 'chat', kind: chatKind, decide, overdue } as unknown as ChannelRules,
  voice: { name: 'voice', kind: callKind, decide: decideCall, overdue: overdueCall } as unknown as ChannelRules,
  email: { name: 'email', kind: emailKind, decide: decideEmail, overdue: overdueEmail, follows } as unknown as ChannelRules,
};
