/** @jsxImportSource preact */
import { type Filled, type Wrong, wrongIn } from '../form.ts';
import type { Kit, LatePart } from '../late.web.tsx';
import type { Way } from '../picture.ts';
import { type Common, Trouble } from '../views/parts.web.tsx';
import { isBanned, troubleText } from '../words.ts';
import own from './away.css?inline';
import shared from './chosen.css?inline';
import { Chosen, check, type Item, itemOf } from './chosen.web.tsx';
import { askedToLeave, awayKeys, callTime, leaving, spokenTime } from './leaving.ts';

export { use } from '../jsx.late.web.ts';
/** The message, and its files. */
export const css = shared + own;

const kinds = {
  name: { type: 'text', autocomplete: 'name' },
  email: { type: 'email', autocomplete: 'email' },
  phone: { type: 'tel', autocomplete: 'tel' },
} as const;
const mostFiles = 5;

/** No chat can begin: why, until when, and a message with what was already filled in for the chat. [WI23] [WI40] */
export const part: LatePart['part'] = (kit) => {
  const { say, redraw, language } = kit;
  let is: 'writing' | 'sending' | 'sent' = 'writing';
  let wrong: Wrong = {};
  let trouble = '';
  let banned = false;
  let id = '';
  let callback = false;
  /** They came here to be called back. */
  let came: Way | null | undefined;
  let items: readonly Item[] = [];
  /** What was written with the last message but its text. */
  let last: Filled = {};
  const set = (next: typeof is, why = '') => {
    [is, trouble] = [next, why];
    redraw();
  };
  return (common) => {
    const { picture, visit } = common;
    const { filled, identity } = picture;
    if (came !== picture.way) callback ||= (came = picture.way) === 'call';
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
      wrong = wrongIn(askedToLeave(callback), told);
      if (Object.keys(wrong).length) return set('writing');
      const files = items.flatMap(({ file }) => (file ? [file.id] : []));
      if (files.length < items.length) return set('writing', say('leaveFiles'));
      id ||= visit.newId();
      set('sending');
      const answer = await visit.tell(leaving(told, { id, page: location.href, language, callback, files }));
      if (answer.is !== 'done') {
        banned = isBanned(answer);
        return set('writing', troubleText(answer, say));
      }
      id = '';
      items = [];
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
          <p>{callback ? say('leftCall', { phone: known.phone ?? '' }) : say('leftAnswer', { email: known.email ?? '' })}</p>
          {callback && <p>{say(...callTime(picture, language))}</p>}
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
        <p>{say(callback ? 'callWhy' : 'awayWhy')}</p>
        {askedToLeave(callback).map(({ field, required }) => {
          const bad = wrong[field];
          const shared = {
            class: 'input',
            id: field,
            name: field,
            required,
            'data-first': true,
            'aria-invalid': Boolean(bad),
            'aria-describedby': bad && `${field}-wrong`,
          };
          return known[field] && (field === 'name' || field === 'email') && identity?.[field] ? null : (
            <div class="field" key={field}>
              <label class="label" for={field}>
                {say(field === 'subject' ? 'message' : field)} {!required && <span class="quiet">({say('optional')})</span>}
              </label>
              {field === 'subject' ? (
                <textarea {...shared} rows={5} maxLength={4000} defaultValue={known.subject ?? ''} />
              ) : (
                <input {...shared} {...kinds[field as 'name']} maxLength={field === 'phone' ? 50 : 200} defaultValue={known[field] ?? ''} />
              )}
              {bad && <Trouble id={`${field}-wrong`} text={say(bad)} />}
            </div>
          );
        })}
        <label class="wish">
          <input
            type="checkbox"
            checked={callback}
            onChange={(event) => {
              callback = event.currentTarget.checked;
              redraw();
            }}
          />
          {say('leaveCall')}
        </label>
        {callback && (
          <p class="quiet">
            {say('leaveCallWhy')} {say(...callTime(picture, language))}
          </p>
        )}
        {picture.look?.files && <Files {...common} kit={kit} items={items} change={(next) => (items = next)} />}
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

interface FilesProps extends Common {
  readonly kit: Kit;
  readonly items: readonly Item[];
  change(items: readonly Item[]): void;
}
/** Files that go with the message; they are sent at once, and shown to nobody before it is. [WI62] */
function Files({ kit, items, change, ...common }: FilesProps) {
  const { accept = '', megabytes = 0 } = common.picture.look?.files ?? {};
  const choose = (input: HTMLInputElement) => {
    const fresh = [...(input.files ?? [])].slice(0, mostFiles - items.length).map((source) => itemOf(source, null));
    input.value = '';
    change([...items, ...fresh]);
    for (const item of fresh) check(item, common, kit);
    kit.redraw();
  };
  const drop = (item: Item) => {
    item.way?.stop();
    change(items.filter((one) => one !== item));
    kit.redraw();
  };
  return (
    <div class="field">
      {items.map((item) => (
        <Chosen key={item.id} {...common} say={kit.say} kit={kit} item={item} drop={drop} />
      ))}
      {items.length < mostFiles && (
        <label class="add">
          {kit.say('leaveFile', { n: megabytes })}
          <input class="hidden" type="file" multiple accept={accept} onChange={(event) => choose(event.currentTarget)} />
        </label>
      )}
    </div>
  );
}
