import { type Agent, type Device, deviceOf } from '@patchbay/agents/agent.ts';
import { useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { isBusy } from './desk.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import { Modal } from './modal.web.tsx';
import styles from './talk.module.css';
import { TalkDevicesPart } from './talkDevices.web.tsx';
import { station } from './talking.web.ts';
import { Trouble } from './trouble.web.tsx';

/** With what I speak in calls, and in a browser with which microphone and loudspeaker. [DT235] */
export function PhoneDialog({ agent, onClose }: { readonly agent: Agent; readonly onClose: () => void }) {
  const t = useTranslations();
  const live = useLive();
  const desk = useDesk();
  const me = live.me.id;
  const [wished, setWished] = useState<Device | null>(null);
  const now = (isBusy(desk, 'chooseDevice', me) && wished) || deviceOf(agent); // what was chosen stands at once
  const [number, setNumber] = useState(now.is === 'external' ? now.number : '');
  const [external, setExternal] = useState(false);
  const problem = desk.problems[me];
  const here = useSyncExternalStore(station.subscribe, station.get);
  const choose = (device: Device): void => {
    setExternal(false);
    setWished(device);
    void live.ask({ type: 'chooseDevice', device: { ...device } }, me);
  };
  const phones = agent.profile.phones ?? [];
  const one = (key: string, word: string, chosen: boolean, device: Device | null) => (
    <label key={key} className={styles.choice}>
      <input type="radio" name="device" checked={chosen} onChange={() => (device ? choose(device) : setExternal(true))} />
      {word}
    </label>
  );
  const isExternal = external || now.is === 'external';
  return (
    <Modal title={t('talk.title')} onClose={onClose}>
      <div className={styles.dialog}>
        {problem && (
          <p className={styles.problem} role="alert">
            <Trouble problem={problem} />
          </p>
        )}
        <fieldset className={styles.choices} aria-busy={isBusy(desk, 'chooseDevice', me)}>
          <legend>{t('talk.with')}</legend>
          {one('browser', t('talk.device.browser'), !external && now.is === 'browser', { is: 'browser' })}
          {phones.map((phone) =>
            one(phone, t('talk.device.phone', { phone }), !external && now.is === 'phone' && now.phone === phone, { is: 'phone', phone }),
          )}
          {one('external', t('talk.device.external'), isExternal, null)}
          {one('none', t('talk.device.none'), !external && now.is === 'none', { is: 'none' })}
        </fieldset>
        {isExternal && (
          <div className={styles.field}>
            <label htmlFor="external">{t('talk.number')}</label>
            <input id="external" type="tel" value={number} placeholder="+4930123456" onChange={(event) => setNumber(event.target.value)} />
            <Button onPress={() => choose({ is: 'external', number })} why={/^\+[1-9]\d{3,14}$/.test(number) ? null : t('talk.e164')}>
              {t('talk.use')}
            </Button>
          </div>
        )}
        {here.is === 'here' && <TalkDevicesPart talk={here.talk} />}
      </div>
    </Modal>
  );
}
