/** @jsxImportSource preact */
import { askedOf, type Filled, longest } from '../form.ts';
import type { Asked } from '../frames.ts';
import type { LatePart } from '../late.web.tsx';
import { type Common, Trouble } from '../views/parts.web.tsx';
import { isBanned, minutesIn, textIn, troubleText } from '../words.ts';

const kinds = {
  name: { type: 'text', autocomplete: 'name' },
  email: { type: 'email', autocomplete: 'email' },
  phone: { type: 'tel', autocomplete: 'tel' },
  subject: {},
} as const;

export { use } from '../jsx.late.web.ts';
/** The style sheet of the app has all it needs. */
export const css = '';
/** What we ask before the chat. [WI2] */
export const part: LatePart['part'] = () => StartForm;

function StartForm(props: Common) {
  const { picture, say, language, visit } = props;
  const { look, trouble, phase } = picture;
  if (!look) return null;
  const busy = phase === 'starting';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!busy) visit.start(filledIn(event.currentTarget as HTMLFormElement));
  };
  return (
    <form class="form" noValidate onSubmit={submit} onInput={(event) => visit.fill(filledIn(event.currentTarget))}>
      <p class="welcome">{textIn(look.welcome, language)}</p>
      {picture.identity?.name && <p class="quiet">{say('knownAs', { name: picture.identity.name })}</p>}
      {askedOf(look.form, picture.identity).map((asked) => (
        <Field key={asked.field} {...props} asked={asked} />
      ))}
      {picture.wait && <p class="quiet">{say('waitNow', { n: minutesIn(picture.wait) })}</p>}
      {look.preview && <p class="quiet">{say('preview')}</p>}
      {trouble && <Trouble text={troubleText(trouble, say)} />}
      {!isBanned(trouble) && (
        <button class="button" type="submit" aria-disabled={busy} data-first>
          {say(busy ? 'starting' : trouble ? 'again' : 'start')}
        </button>
      )}
      {look.mail && (
        <div class="row">
          {(['rather', 'callMe'] as const).map((key) => (
            <button class="text" type="button" onClick={() => visit.rather(key === 'callMe' ? 'call' : null)}>
              {say(key)}
            </button>
          ))}
        </div>
      )}
    </form>
  );
}

function Field({ asked: { field, required }, picture: { wrong, filled }, say }: Common & { readonly asked: Asked }) {
  const bad = wrong[field];
  const shared = {
    class: 'input',
    id: field,
    name: field,
    required,
    defaultValue: filled[field],
    'data-first': true,
    'aria-invalid': Boolean(bad),
    'aria-describedby': bad && `${field}-wrong`,
  };
  return (
    <div class="field">
      <label class="label" for={field}>
        {say(field)} {!required && <span class="quiet">({say('optional')})</span>}
      </label>
      {field === 'subject' ? (
        <textarea {...shared} rows={3} maxLength={longest} />
      ) : (
        <input {...shared} {...kinds[field]} maxLength={500} />
      )}
      {bad && <Trouble id={`${field}-wrong`} text={say(bad)} />}
    </div>
  );
}

const filledIn = (form: HTMLFormElement): Filled =>
  Object.fromEntries([...new FormData(form)].map(([field, value]) => [field, String(value)]));
