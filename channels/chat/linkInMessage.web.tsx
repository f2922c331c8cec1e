import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { asksFirst, hostOf } from './links.ts';
import styles from './panel.module.css';

/** Hosts whose links were opened from this window. */
const known = new Set<string>();

/** A link; one of a customer says where it leads, and asks before it goes to a host that is new here. [DT84] */
export function LinkInMessage({ href, text, strange }: { readonly href: string; readonly text: string; readonly strange: boolean }) {
  const t = useTranslations();
  const [asking, setAsking] = useState(false);
  const door = useRef<HTMLAnchorElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (asking) door.current?.focus();
  }, [asking]);
  const ask = (event: MouseEvent): void => {
    if (!strange || event.button > 1 || !asksFirst(href, known, location.host)) return;
    event.preventDefault();
    setAsking(true);
  };
  const close = (): void => {
    setAsking(false);
    link.current?.focus();
  };
  const opens = { href, target: '_blank', rel: 'noreferrer noopener' } as const;
  return (
    <>
      <a ref={link} {...opens} onClick={ask} onAuxClick={ask}>
        {text}
      </a>
      {asking && (
        <span
          className={styles.leaving}
          role="group"
          aria-label={t('link.leads', { host: hostOf(href) })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            close();
          }}
        >
          <span>{t('link.leads', { host: hostOf(href) })}</span>
          <a
            ref={door}
            {...opens}
            onClick={() => {
              known.add(hostOf(href));
              setAsking(false);
            }}
          >
            {t('link.open')}
          </a>
          <button type="button" onClick={close}>
            {t('cancel')}
          </button>
        </span>
      )}
    </>
  );
}
