const two = (n: number): string => String(n).padStart(2, '0');

/** How long, as a timer shows it: 0:07, 12:03, 1:02:03. */
export function duration(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(s / 60) % 60;
  return s < 3600 ? `${minutes}:${two(s % 60)}` : `${Math.floor(s / 3600)}:${two(minutes)}:${two(s % 60)}`;
}

const units = new Map<string, Intl.NumberFormat>();
function counted(n: number, unit: 'second' | 'minute' | 'hour' | 'day', language: string): string {
  const name = `${unit} ${language}`;
  const format = units.get(name) ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
  units.set(name, format);
  return format.format(n);
}

/** The same in words: 7 sec, 12 min, 1 hr 2 min; seconds only while they are all there is. [DT62] */
export function inWords(ms: number, language: string): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return counted(s, 'second', language);
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return counted(minutes, 'minute', language);
  return `${counted(Math.floor(minutes / 60), 'hour', language)} ${counted(minutes % 60, 'minute', language)}`;
}

/** The same for what takes days: 3 days from two days on. */
export const inDays = (ms: number, language: string): string =>
  ms < 2 * 86_400_000 ? inWords(ms, language) : counted(Math.floor(ms / 86_400_000), 'day', language);

/** Whether a deadline is so near that it is shown as pressing: the last ten seconds. [WX-15.4] */
export const isPressing = (until: number, now: number): boolean => until - now <= 10_000;

/** What is left, rounded up, so that 0:00 means over. */
export const left = (until: number, now: number, say: (ms: number) => string = duration): string =>
  say(Math.ceil(Math.max(0, until - now) / 1000) * 1000);

/** How much of a span is over, 0 to 1. */
export const share = (from: number, until: number, now: number): number =>
  Math.min(1, Math.max(0, (now - from) / Math.max(1, until - from)));

/** How pressing an answer is: amber from 60 %, red from 100 % of the queue's reply target. [DT16] */
export function urgency(since: number, replySeconds: number, now: number): 'calm' | 'soon' | 'late' {
  const part = (now - since) / (replySeconds * 1000);
  if (part >= 1) return 'late';
  return part >= 0.6 ? 'soon' : 'calm';
}

/** 12:04 or 12:04:31 in the local time of this computer. */
export function timeOfDay(at: number, language: string, withSeconds = false): string {
  return new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', ...(withSeconds ? { second: '2-digit' } : {}) });
}

/** A day in words as short as they can be. */
export const dayOf = (at: number, language: string): string =>
  new Date(at).toLocaleDateString(language, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
