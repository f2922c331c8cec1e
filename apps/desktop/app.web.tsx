import { Suspense, useCallback, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { IntlProvider } from 'use-intl';
import { aloneIn } from './alone.ts';
import { type Answer, api } from './api.web.ts';
import { Boundary } from './boundary.web.tsx';
import { without } from './desk.ts';
import { type LiveDesk, openDesk } from './desk.web.ts';
import { DeskProvider } from './deskContext.web.tsx';
import { later } from './later.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { placeOf } from './routes.ts';
import { chosenOf } from './selectors.ts';
import type { Centre, Ended, Me } from './session.ts';
import { SignIn } from './signIn.web.tsx';
import { Starting } from './starting.web.tsx';
import { askForTeam } from './teams.ts';
import { useWords } from './useWords.web.ts';
import { Workplace } from './workplace.web.tsx';

const AloneWindow = later(() => import('./aloneWindow.web.tsx').then((file) => file.AloneWindow));
const HelpOutside = later(() => import('./helpOutside.web.tsx').then((file) => file.HelpOutside));

/** Whether somebody has signed in. */
type Session =
  | { readonly is: 'starting' }
  | { readonly is: 'out'; readonly why: Ended | null }
  | { readonly is: 'in'; readonly desk: LiveDesk; readonly centre: Centre };

const retryAfter = 2000;

/** The whole desktop: the sign-in page, or the workplace of who has signed in. */
export function App() {
  const { language, region } = usePreferences();
  const [session, setSession] = useState<Session>({ is: 'starting' });
  const [alone] = useState(() => aloneIn(location.pathname));
  const isHelp = placeOf(location.pathname).page === 'help';

  const enter = useCallback(async (me: Me, fresh: boolean) => {
    const centre = await untilReached(api.desk);
    if (centre === null) return setSession({ is: 'out', why: { why: 'signIn.expired', named: {} } });
    let over = false;
    const desk = openDesk(me, (why) => {
      if (over) return;
      over = true;
      desk.close();
      setSession({ is: 'out', why });
    });
    if (fresh) {
      askForTeam(sessionStorage);
      logOnWhenLoggedOff(desk);
    }
    setSession({ is: 'in', desk, centre });
  }, []);

  useEffect(() => {
    void untilReached(api.session).then((body) => (body ? enter(body.me, false) : setSession({ is: 'out', why: null })));
  }, [enter]);

  const spoken = useWords(language);
  if (!spoken) return null; // as before the script itself has come
  return (
    <I18nProvider locale={spoken.language}>
      <IntlProvider locale={region} messages={spoken.words} timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}>
        <Boundary zone="desktop">
          {session.is === 'starting' && <Starting />}
          {session.is === 'out' && isHelp && (
            <Suspense fallback={<Starting />}>
              <HelpOutside />
            </Suspense>
          )}
          {session.is === 'out' && !isHelp && <SignIn why={session.why} onSignedIn={(me) => enter(me, true)} />}
          {session.is === 'in' && (
            <DeskProvider desk={session.desk} centre={session.centre}>
              {alone ? (
                <Suspense fallback={<Starting />}>
                  <AloneWindow id={alone} />
                </Suspense>
              ) : (
                <Workplace onSignedOut={() => setSession({ is: 'out', why: null })} />
              )}
            </DeskProvider>
          )}
        </Boundary>
      </IntlProvider>
    </I18nProvider>
  );
}

/** Asks until the server is reached; null: it refused. */
async function untilReached<T>(ask: () => Promise<Answer<T>>): Promise<T | null> {
  for (;;) {
    const answer = await ask();
    if (answer.is === 'ok') return answer.body;
    if (answer.is === 'refused') return null;
    await new Promise((done) => setTimeout(done, retryAfter));
  }
}

/** Whoever signs in is logged on to their channels; what state that gives, the profile says. [DT25] */
function logOnWhenLoggedOff(desk: LiveDesk): void {
  const stop = desk.state.subscribe(() => {
    const { mirror } = desk.state.get();
    if (!mirror.current) return;
    stop();
    if (chosenOf(mirror)?.is !== 'loggedOff') return;
    const mine = mirror.me.agent;
    void desk.ask({ type: 'logOn' }, mine).then((answer) => {
      // who only administers has nothing to be logged on to, and did not ask for it
      if (answer.is === 'refused' && answer.key === 'agents.notAnAgent')
        desk.change(({ problems }) => ({ problems: without(problems, mine) }));
    });
  });
}
