import type { Shown } from '@patchbay/agents/shown.ts';
import {
  BellIcon,
  ChatIcon,
  EyeIcon,
  LoggedOffIcon,
  MissedIcon,
  NotReadyIcon,
  OutIcon,
  PhoneIcon,
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

interface IconProps {
  readonly is: Shown;
  readonly size?: number;
  /** Busy with a call. */
  readonly speaks?: boolean;
}
/** Each state has a shape of its own: colour is never the only sign. [DT28] */
export function StateIcon({ is, size = 18, speaks = false }: IconProps) {
  const Icon = is === 'busy' && speaks ? PhoneIcon : icons[is];
  return <Icon size={is === 'ready' ? size - 4 : size} />;
}
