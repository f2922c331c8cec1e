import { BellIcon, ChatIcon, LoggedOffIcon, MissedIcon, NotReadyIcon, ReadyIcon, WrapUpIcon } from './icons.web.ts';
import type { ShownState } from './selectors.ts';

const icons = {
  ready: ReadyIcon,
  notReady: NotReadyIcon,
  afterWork: WrapUpIcon,
  missed: MissedIcon,
  loggedOff: LoggedOffIcon,
  busy: ChatIcon,
  offered: BellIcon,
} as const;

/** Each state has a shape of its own: colour is never the only sign. [DT28] */
export function StateIcon({ is, size = 18 }: { readonly is: ShownState | 'offered'; readonly size?: number }) {
  const Icon = icons[is];
  return <Icon size={is === 'ready' ? size - 4 : size} />;
}
