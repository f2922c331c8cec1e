import { backoff } from './backoff.ts';
import type { Answer } from './frames.ts';
import type { Outside } from './outside.ts';
import type { PassOffice } from './pass.ts';

/** Tells the server one thing; the same key is the same thing, done once. */
export type Command = (body: unknown, key: string) => Promise<Answer>;

const triesAtOnce = 3;

/** Sends commands as the customer; one whose pass the server no longer takes goes again with a new one. [WI10] */
export function commander(outside: Outside, pass: PassOffice, path = '/api/commands'): Command {
  const tell = async (body: unknown, key: string, stale?: string): Promise<Answer> => {
    const got = await pass(stale);
    if (got.is !== 'done') return got;
    const { token } = got.body;
    const answer = await outside.post(path, body, { authorization: `Bearer ${token}`, 'idempotency-key': key });
    return answer.is === 'refused' && answer.status === 401 && !stale ? tell(body, key, token) : answer;
  };
  return (body, key) => tell(body, key);
}

/** Repeats under the same key what could not be delivered, or came too fast, a few times. [WI6] */
export function insistently(outside: Outside, command: Command): Command {
  const insist = async (body: unknown, key: string, tries: number): Promise<Answer> => {
    const answer = await command(body, key);
    const pause = pauseAfter(answer, backoff(tries, outside.random()));
    if (!pause || tries >= triesAtOnce - 1) return answer;
    await new Promise<void>((go) => void outside.after(pause, go));
    return insist(body, key, tries + 1);
  };
  return (body, key) => insist(body, key, 0);
}

const pauseAfter = (answer: Answer, usual: number) => {
  if (answer.is === 'unreachable') return usual;
  return answer.is === 'refused' && answer.status === 429 ? Math.max(answer.seconds, 1) * 1000 : 0;
};
