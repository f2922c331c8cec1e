import { alarm, type Outside } from './outside.ts';

const every = 3000;
const silence = 5000;

/** Tells the other side that the customer types: at most every 3 s, and the end after 5 s of silence. [WI12] */
export function typingNotice(outside: Outside, tell: (on: boolean) => void) {
  const quiet = alarm(outside);
  let told = 0;
  const stop = () => {
    quiet.off();
    if (told) tell(false);
    told = 0;
  };
  return {
    typed() {
      quiet.set(silence, stop);
      if (outside.now() - told < every) return;
      told = outside.now();
      tell(true);
    },
    stop,
  };
}
