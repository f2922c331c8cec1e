/** @jsxImportSource preact */
import type { LatePart } from '../late.web.tsx';
import { newsOf } from '../news.ts';
import type { Picture } from '../picture.ts';
import { logOf } from '../views/log.web.tsx';
import { Talk } from '../views/talk.web.tsx';
import css from './talk.css?inline';

export { use } from '../jsx.late.web.ts';
export { css };
/** The chat once it has begun; what changes is said to screen readers. */
export const part: LatePart['part'] = ({ redraw, announce }) => {
  const log = logOf(redraw);
  let before: Picture | null = null;
  return (common) => {
    const { picture, say } = common;
    const news = newsOf(before ?? { ...picture, lost: false, conversation: { ...picture.conversation, view: null } }, picture, say);
    before = picture;
    if (news) announce(news);
    return <Talk {...common} log={log} />;
  };
};
