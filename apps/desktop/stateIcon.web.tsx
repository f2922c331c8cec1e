import type { Shown } from '@patchbay/agents/shown.ts';
import {
  BellIcon,
  ChatIcon,
  EyeIcon,
  LoggedOffIcon,
  MissedIcon,
  NotReadyIcon,
  OutIcon,
  QuietIcon,
  ReadyIcon,
  WaitIcon,
  WrapUpIcon,
} from './icons.web.ts';

const icons = {
  ready: ReadyIcon,
  notReady: NotReadyIcon,
  pending: WaitIcon,
  afterWork: WrapUpIcon,
  missed: MissedIcon,
  loggedOff: LoggedOffIcon,
  busy: ChatIcon,
  ringing: BellIcon,
  supervising: EyeIcon,
  outOfService: OutIcon,
  doNotDisturb: QuietIcon,
} as const satisfies Readonly<Record<Shown, unknown>>;

/** Each state has a shape of its own: colour is never the only sign. [DT28] */
export function StateIcon({ is, size = 18 }: { readonly is: Shown; readonly size?: number }) {
  const Icon = icons[is];
  return <Icon size={is === 'ready' ? size - 4 : size} />;
}
