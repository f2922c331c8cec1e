/** @jsxImportSource preact */
import type { LatePart } from '../late.web.tsx';
import { logOf } from '../views/log.web.tsx';
import { Talk } from '../views/talk.web.tsx';

export { use } from '../jsx.late.web.ts';
/** The style sheet of the app has all it needs. */
export const css = '';
/** The chat once it has begun. */
export const part: LatePart['part'] = ({ redraw }) => {
  const log = logOf(redraw);
  return (common) => <Talk {...common} log={log} />;
};
