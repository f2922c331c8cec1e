import { type Janus, openJanus, type Said } from './janus.node.ts';

/** How Janus is reached, who hears it, and who hears that it has begun anew and knows nothing of what it had. */
export interface StandingOptions {
  readonly port: number;
  readonly secret: string;
  readonly hear: (said: Said) => void;
  readonly renewed: () => Promise<void>;
  readonly say: (line: string) => void;
}

const pauseMs = 50;

/** A connection with Janus that stands: opened again whenever it is lost, with the same session if Janus has it still. [VO118] */
export async function standingJanus({ port, secret, hear, renewed, say }: StandingOptions): Promise<Omit<Janus, 'ended'>> {
  let [closed, current] = [false, await openJanus(port, secret, hear)];
  let timer: NodeJS.Timeout | undefined;
  const again = async (): Promise<void> => {
    try {
      current = await openJanus(port, secret, hear);
    } catch {
      if (!closed) timer = setTimeout(() => void again(), pauseMs); // It is being started again.
      return;
    }
    if (closed) return current.close();
    say(`Janus is there again${current.claimed ? '' : ', and has begun anew'}`);
    void current.ended.then(lost);
    if (!current.claimed) await renewed().catch((error: unknown) => say(String(error)));
  };
  const lost = () => {
    if (!closed) void again();
  };
  void current.ended.then(lost);
  return {
    get claimed() {
      return current.claimed;
    },
    attach: () => current.attach(),
    detach: (handle) => current.detach(handle),
    ask: (...asked) => current.ask(...asked),
    close: () => {
      closed = true;
      clearTimeout(timer);
      current.close();
    },
  };
}
