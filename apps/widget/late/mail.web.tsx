/** @jsxImportSource preact */
import { visible, wrongIn } from '../form.ts';
import type { LatePart } from '../late.web.tsx';
import { linesOf } from '../transcript.ts';
import { Trouble } from '../views/parts.web.tsx';
import { troubleText, type WordKey } from '../words.ts';
import { callTime, leaving, saidSoFar } from './leaving.ts';

export { use } from '../jsx.late.web.ts';
/** The style sheet of the app has all it needs. */
export const css = '';

const kinds = {
  email: { type: 'email', autocomplete: 'email', maxLength: 320 },
  phone: { type: 'tel', autocomplete: 'tel', maxLength: 50 },
} as const;

/** Who does not want to wait or to go on writing gets an answer by e-mail or a call: what they wrote is left as a message first; for an e-mail the chat ends then, for a call it goes on. [WI63] [WI66] */
export const part: LatePart['part'] = ({ say, redraw, language }) => {
  let is: 'writing' | 'sending' | 'left' = 'writing';
  let trouble = '';
  let wrong: Readonly<Partial<Record<string, WordKey>>> = {};
  let id = '';
  let to = '';
  let of = '';
  let began = '';
  return ({ picture, visit }) => {
    const { conversation, filled, identity, way } = picture;
    const { view } = conversation;
    if (!view) return null;
    const field = way === 'call' ? 'phone' : 'email';
    if (of !== view.interaction + way) [of, is, trouble, wrong, id, began] = [view.interaction + way, 'writing', '', {}, '', view.stage];
    const set = (next: typeof is, why = '') => {
      [is, trouble] = [next, why];
      redraw();
    };
    const close = () => {
      of = '';
      visit.ask({ way: null });
    };
    const end = async () => {
      const answer = await visit.tell({ type: 'leave' });
      set('left', answer.is === 'done' ? '' : say('notEnded'));
    };
    const submit = async (event: SubmitEvent) => {
      event.preventDefault();
      if (is === 'sending') return;
      const told = Object.fromEntries(
        [...new FormData(event.currentTarget as HTMLFormElement)].map(([name, text]) => [name, String(text)]),
      );
      wrong = wrongIn(
        [
          { field, required: true },
          { field: 'subject', required: true },
        ],
        told,
      );
      if (Object.keys(wrong).length) return set('writing');
      to = visible(told[field] ?? '');
      id ||= visit.newId();
      set('sending');
      const known = { email: identity?.email ?? filled.email ?? '', name: identity?.name || filled.name || to };
      const callback = field === 'phone';
      const answer = await visit.tell(leaving({ ...known, ...told }, { id, page: location.href, language, callback, files: [] }));
      if (answer.is !== 'done') return set('writing', troubleText(answer, say));
      visit.fill({ ...filled, [field]: to });
      if (callback || view.stage === 'over') set('left');
      else await end();
    };
    const closing = (
      <button class="button plain" type="button" onClick={close}>
        {say(is === 'left' ? 'fileClose' : view.stage === 'waiting' ? 'mailNo' : 'endNo')}
      </button>
    );
    if (is === 'left')
      return (
        <div class="ask" role="status">
          <p class="strong">{say('leftThanks')}</p>
          <p>{field === 'phone' ? say('leftCall', { phone: to }) : say('leftAnswer', { email: to })}</p>
          {field === 'phone' && <p>{say(...callTime(picture, language))}</p>}
          {trouble && view.stage !== 'over' && <Trouble text={trouble} />}
          <div class="row">
            {trouble && view.stage !== 'over' && (
              <button class="button plain" onClick={() => void end()}>
                {say('end')}
              </button>
            )}
            {closing}
          </div>
        </div>
      );
    if (began === 'waiting' && view.stage === 'chatting') {
      queueMicrotask(close); // somebody is there after all
      return null;
    }
    const asked = (name: string, label: string) => ({
      class: 'input',
      id: `mail-${name}`,
      name,
      required: true,
      'data-first': true,
      'aria-label': label,
      'aria-invalid': Boolean(wrong[name]),
      'aria-describedby': wrong[name] && `mail-${name}-wrong`,
    });
    const bad = (name: string) => {
      const why = wrong[name];
      return why && <Trouble id={`mail-${name}-wrong`} text={say(why)} />;
    };
    return (
      <form class="ask field" noValidate onSubmit={(event) => void submit(event)} key={field}>
        <p class="strong">{say(field === 'phone' ? 'callWhy' : view.stage === 'over' ? 'awayWhy' : 'mailWhy')}</p>
        <input
          {...asked(field, say(field))}
          {...kinds[field as 'email']}
          placeholder={say(field)}
          defaultValue={field === 'phone' ? (filled.phone ?? '') : (identity?.email ?? filled.email ?? '')}
        />
        {bad(field)}
        <textarea {...asked('subject', say('message'))} rows={3} maxLength={4000} defaultValue={saidSoFar(linesOf(conversation))} />
        {bad('subject')}
        {field === 'phone' && (
          <p class="quiet">
            {say('leaveCallWhy')} {say(...callTime(picture, language))}
          </p>
        )}
        {trouble && <Trouble text={trouble} />}
        <div class="row">
          <button class="button" type="submit" aria-disabled={is === 'sending'}>
            {say(is === 'sending' ? 'sending' : field === 'phone' ? 'callMe' : view.stage === 'over' ? 'leave' : 'mailDo')}
          </button>
          {closing}
        </div>
      </form>
    );
  };
};
