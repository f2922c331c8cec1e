/** @jsxImportSource preact */
import { visible, wrongIn } from '../form.ts';
import type { LatePart } from '../late.web.tsx';
import { linesOf } from '../transcript.ts';
import { Trouble } from '../views/parts.web.tsx';
import { troubleText, type WordKey } from '../words.ts';
import { leaving, saidSoFar } from './leaving.ts';

export { use } from '../jsx.late.web.ts';
/** The style sheet of the app has all it needs. */
export const css = '';

const asked = [
  { field: 'email', required: true },
  { field: 'subject', required: true },
] as const;

/** Who does not want to wait gets an answer by e-mail: what they wrote is left as a message first, then the chat ends. [WI63] */
export const part: LatePart['part'] = ({ say, redraw, language }) => {
  let is: 'writing' | 'sending' | 'left' = 'writing';
  let trouble = '';
  let wrong: Readonly<Partial<Record<string, WordKey>>> = {};
  let id = '';
  let email = '';
  let of: string | null = null;
  return ({ picture, visit }) => {
    const { conversation, filled, identity } = picture;
    const { view } = conversation;
    if (!view) return null;
    if (of !== view.interaction) [of, is, trouble, wrong, id] = [view.interaction, 'writing', '', {}, ''];
    const set = (next: typeof is, why = '') => {
      [is, trouble] = [next, why];
      redraw();
    };
    const end = async () => {
      const answer = await visit.tell({ type: 'leave' });
      set('left', answer.is === 'done' ? '' : say('notEnded'));
    };
    const submit = async (event: SubmitEvent) => {
      event.preventDefault();
      if (is === 'sending') return;
      const told = Object.fromEntries(
        [...new FormData(event.currentTarget as HTMLFormElement)].map(([field, text]) => [field, String(text)]),
      );
      wrong = wrongIn(asked, told);
      if (Object.keys(wrong).length) return set('writing');
      email = visible(told['email'] ?? '');
      id ||= visit.newId();
      set('sending');
      const name = identity?.name || filled.name || email;
      const answer = await visit.tell(leaving({ ...told, name }, { id, page: location.href, language, callback: false, files: [] }));
      if (answer.is !== 'done') return set('writing', troubleText(answer, say));
      visit.fill({ ...filled, email });
      await end();
    };
    if (is === 'left')
      return (
        <div class="ask" role="status">
          <p class="strong">{say('leftThanks')}</p>
          <p>{say('leftAnswer', { email })}</p>
          {trouble && view.stage !== 'over' && (
            <>
              <Trouble text={trouble} />
              <button class="button plain" onClick={() => void end()}>
                {say('end')}
              </button>
            </>
          )}
        </div>
      );
    if (view.stage !== 'waiting') return null; // somebody is there after all
    const field = (name: 'email' | 'subject', label: string) => ({
      class: 'input',
      id: `mail-${name}`,
      name,
      required: true,
      'aria-label': label,
      'aria-invalid': Boolean(wrong[name]),
      'aria-describedby': wrong[name] && `mail-${name}-wrong`,
    });
    const bad = (name: 'email' | 'subject') => {
      const why = wrong[name];
      return why && <Trouble id={`mail-${name}-wrong`} text={say(why)} />;
    };
    return (
      <form class="ask field" noValidate onSubmit={(event) => void submit(event)}>
        <p class="strong">{say('mailWhy')}</p>
        <input
          {...field('email', say('email'))}
          type="email"
          autocomplete="email"
          placeholder={say('email')}
          maxLength={320}
          defaultValue={identity?.email ?? filled.email ?? ''}
        />
        {bad('email')}
        <textarea {...field('subject', say('message'))} rows={3} maxLength={4000} defaultValue={saidSoFar(linesOf(conversation))} />
        {bad('subject')}
        {trouble && <Trouble text={trouble} />}
        <div class="row">
          <button class="button" type="submit" data-grab aria-disabled={is === 'sending'}>
            {say(is === 'sending' ? 'sending' : 'mailDo')}
          </button>
          <button class="button plain" type="button" onClick={() => visit.ask({ mailing: false })}>
            {say('mailNo')}
          </button>
        </div>
      </form>
    );
  };
};
