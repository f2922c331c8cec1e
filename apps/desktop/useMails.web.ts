import { useCentre, useLive } from './deskContext.web.tsx';

/** Whether mails, and their cases, are anything to who sits here. */
export function useMails(): boolean {
  const { may } = useLive().me;
  return Object.values(useCentre().queues).some(({ email }) => email && (email.serves || may.includes('seeAllWork')));
}
