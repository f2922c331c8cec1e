import { alarm, type Outside } from './outside.ts';

const every = 3000;
const shown = 1000;
const silence = 5000;

/** Tells the other side that the customer types: at most every 3 s, and the end after 5 s of silence; where staff see the text, each second. [WI12] [WI50] */
export function typingNotice(outside: Outside, tell: (on: boolean) => void, preview: () => boolean | undefined) {
  const [quiet, next] = [alarm(outside), alarm(outside)];
  let told = 0;
  const say = () => {
    told = outside.now();
    tell(true);
  };
  const stop = () => {
    quiet.off();
    next.off();
    if (told) tell(false);
    told = 0;
  };
  return {
    typed() {
      quiet.set(silence, stop);
      const wait = told + (preview() ? shown : every) - outside.now();
      if (wait <= 0) say();
      else if (preview()) next.set(wait, say);
    },
    stop,
  };
}
