import { type Agent, type Device, deviceOf } from '@patchbay/agents/agent.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { takesCalls } from './calling.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import { HeadsetIcon } from './icons.web.ts';
import { later } from './later.web.tsx';
import styles from './talk.module.css';
import { deviceToAsk } from './talk.ts';

const PhoneDialog = later(() => import('./phoneDialog.web.tsx').then((file) => file.PhoneDialog));

const shelf = (me: string): string => `patchbay.device.${me}`;
/** With what this person last spoke at this computer; null: they have never said. */
const remembered = (me: string): Device | null => JSON.parse(localStorage.getItem(shelf(me)) ?? 'null') as Device | null;
const remember = (me: string, device: Device): void => localStorage.setItem(shelf(me), JSON.stringify(device));

/** Whoever signs in to calls is asked with what they speak, at a new computer or where it was something else; never in a call. [DT249] */
export function DeviceStrip() {
  const desk = useDesk();
  const { agent } = desk.mirror;
  if (!agent || !desk.mirror.current || !takesCalls(agent.state)) return null;
  return <Ask agent={agent.state} />;
}

function Ask({ agent }: { readonly agent: Agent }) {
  const t = useTranslations();
  const live = useLive();
  const me = live.me.id;
  const [last, setLast] = useState(() => remembered(me));
  const [choosing, setChoosing] = useState(false);
  const now = deviceOf(agent);
  const ask = deviceToAsk(agent, last);
  const keep = (device: Device): void => {
    remember(me, device);
    setLast(device);
  };
  const close = (): void => {
    setChoosing(false);
    keep(deviceOf(live.state.get().mirror.agent?.state ?? agent));
  };
  const word = (device: Device): string =>
    t(device.is === 'phone' ? 'talk.yourPhone' : `talk.device.${device.is}`, {
      phone: device.is === 'phone' ? device.phone : '',
      number: device.is === 'external' ? device.number : '',
    });
  if (!ask && !choosing) return null;
  return (
    <>
      <p className={styles.strip} data-is="told">
        <HeadsetIcon size={16} />
        <span>
          {ask?.other ? t('talk.lastHere', { last: word(ask.other), now: word(now) }) : t('talk.speakWith', { device: word(now) })}
        </span>
        {ask?.other && (
          <Button
            kind="primary"
            onPress={() => {
              if (ask.other) void live.ask({ type: 'chooseDevice', device: { ...ask.other } }, me);
            }}
          >
            {t('talk.useLast')}
          </Button>
        )}
        <Button onPress={() => keep(now)}>{t('talk.right')}</Button>
        <Button onPress={() => setChoosing(true)}>{t('talk.other')}</Button>
      </p>
      {choosing && <PhoneDialog agent={agent} onClose={close} />}
    </>
  );
}
