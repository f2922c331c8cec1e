import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { build } from './build.web.ts';
import { useMaybeLive } from './deskContext.web.tsx';
import { CloseIcon, CopyIcon } from './icons.web.ts';
import { type Problem, toldOf } from './problem.ts';
import { noteShown } from './showing.web.ts';
import styles from './trouble.module.css';

/** Why something failed: what was asked, what was said, its code as a link to cause and remedy, and another try. [DT70] [DT71] */
export function Trouble({ problem, onClose }: { readonly problem: Problem; readonly onClose?: () => void }) {
  const t = useTranslations();
  const { command, again } = problem;
  const said = problem.text ?? t('problem.unreached');
  const named = command && t.has(`asked.${command}`) ? `${t(`asked.${command}`)}: ${said}` : said;
  return (
    <span className={styles.trouble}>
      <span className={styles.text}>{named}</span>
      {problem.code && <Code code={problem.code} said={named} />}
      {again && (
        <button type="button" className={styles.again} onClick={again}>
          {t('again')}
        </button>
      )}
      {onClose && (
        <button type="button" className={styles.icon} aria-label={t('close')} onClick={onClose}>
          <CloseIcon size={16} />
        </button>
      )}
    </span>
  );
}

/** The code of a problem: one press leads to cause and remedy, another copies it; that it was shown is counted. [DT71] [LG5] */
export function Code({ code, said, counts = true }: { readonly code: string; readonly said: string; readonly counts?: boolean }) {
  const t = useTranslations();
  const live = useMaybeLive();
  useEffect(() => {
    if (counts) noteShown(code);
  }, [code, counts]);
  return (
    <span className={styles.code}>
      <a
        href={`/help#${code}`}
        title={t('help.open', { code })}
        onClick={(event) => {
          if (!live || event.ctrlKey || event.metaKey || event.shiftKey) return; // the browser opens it
          event.preventDefault();
          live.openHelp(code);
        }}
      >
        {code}
      </a>
      {'clipboard' in navigator && (
        <button
          type="button"
          className={styles.icon}
          aria-label={t('help.copy', { code })}
          title={t('help.copy', { code })}
          onClick={() => void navigator.clipboard.writeText(toldOf(said, code, new Date(), build))}
        >
          <CopyIcon size={14} />
        </button>
      )}
    </span>
  );
}
