/** @jsxImportSource preact */
import { type Filled, type Wrong, wrongIn } from '../form.ts';
import type { Asked } from '../frames.ts';
import type { LatePart } from '../late.web.tsx';
import { Trouble } from '../views/parts.web.tsx';
import { isBanned, troubleText } from '../words.ts';
import { awayKeys, leaving, spokenTime } from './leaving.ts';

export { use } from '../jsx.late.web.ts';
/** The style sheet of the app has all it needs. */
export const css = '';

const asked: readonly Asked[] = [
  { field: 'name', required: true },
  { field: 'email', required: true },
  { field: 'subject', required: true },
];
const kinds = { name: { type: 'text', autocomplete: 'name' }, email: { type: 'email', autocomplete: 'email' } } as const;

/** No chat can begin: why, until when, and a message with what was already filled in for the chat. [WI23] [WI40] */
export const part: LatePart['part'] = ({ say, redraw, language }) => {
  let is: 'writing' | 'sending' | 'sent' = 'writing';
  let wrong: Wrong = {};
  let trouble = '';
  let banned = false;
  let id = '';
  /** What was written with the last message but its text. */
  let last: Filled = {};
  const set = (next: typeof is, why = '') => {
    [is, trouble] = [next, why];
    redraw();
  };
  return ({ picture, visit }) => {
    const { filled, identity } = picture;
    const known: Filled = {
      ...filled,
      ...last,
      ...(identity?.name && { name: identity.name }),
      ...(identity?.email && { email: identity.email }),
    };
    const submit = async (event: SubmitEvent) => {
      event.preventDefault();
      if (is === 'sending') return;
      const told = { ...known, ...filledIn(event.currentTarget as HTMLFormElement) };
      wrong = wrongIn(asked, told);
      if (Object.keys(wrong).length) return set('writing');
      id ||= visit.newId();
      set('sending');
      const answer = await visit.tell(leaving(told, { id, page: location.href, language }));
      if (answer.is !== 'done') {
        banned = isBanned(answer);
        return set('writing', troubleText(answer, say));
      }
      id = '';
      last = { ...told, subject: '' };
      visit.fill(last);
      visit.hasLeft();
      set('sent');
    };
    const back = picture.back && (
      <div class="ask" role="status">
        <p class="strong">{say('awayBack')}</p>
        <div class="row">
          <button class="button" type="button" onClick={visit.lookAgain}>
            {say(is === 'sent' ? 'start' : 'awayChat')}
          </button>
        </div>
      </div>
    );
    if (is === 'sent')
      return (
        <div class="form">
          {back}
          <p class="welcome" role="status">
            {say('leftThanks')}
          </p>
          <p>{say('leftAnswer', { email: known.email ?? '' })}</p>
          <button class="button plain" data-first onClick={() => set('writing')}>
            {say('leftMore')}
          </button>
        </div>
      );
    return (
      <form class="form" noValidate onSubmit={(event) => void submit(event)} onInput={(event) => visit.fill(filledIn(event.currentTarget))}>
        {back || (
          <div role="status">
            <p class="welcome">{say(awayKeys[picture.away?.why ?? 'nobody'])}</p>
            {picture.away?.text && <p>{picture.away.text}</p>}
            {picture.away?.opens && <p class="strong">{say('awayOpens', { when: spokenTime(picture.away.opens, language) })}</p>}
          </div>
        )}
        <p>{say('awayWhy')}</p>
        {asked.map(({ field }) => {
          const bad = wrong[field];
          const shared = {
            class: 'input',
            id: field,
            name: field,
            required: true,
            'data-first': true,
            'aria-invalid': Boolean(bad),
            'aria-describedby': bad && `${field}-wrong`,
          };
          return known[field] && (field === 'name' || field === 'email') && identity?.[field] ? null : (
            <div class="field" key={field}>
              <label class="label" for={field}>
                {say(field === 'subject' ? 'message' : field)}
              </label>
              {field === 'subject' ? (
                <textarea {...shared} rows={5} maxLength={4000} defaultValue={known.subject ?? ''} />
              ) : (
                <input {...shared} {...kinds[field as 'name']} maxLength={200} defaultValue={known[field] ?? ''} />
              )}
              {bad && <Trouble id={`${field}-wrong`} text={say(bad)} />}
            </div>
          );
        })}
        {trouble && <Trouble text={trouble} />}
        {!banned && (
          <>
            <button class="button" type="submit" aria-disabled={is === 'sending'}>
              {say(is === 'sending' ? 'sending' : 'leave')}
            </button>
            <button class="text" type="button" onClick={visit.lookAgain}>
              {say('awayAgain')}
            </button>
          </>
        )}
      </form>
    );
  };
};

const filledIn = (form: HTMLFormElement): Filled =>
  Object.fromEntries([...new FormData(form)].map(([field, value]) => [field, String(value)]));
