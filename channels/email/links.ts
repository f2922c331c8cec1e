/** What an address leads to that somebody types for a link: the web, a mailbox or a telephone; undefined: nowhere that a mail may lead. [EM139] */
export function linkTo(typed: string): string | undefined {
  const text = typed.trim();
  if (!text || /\s/.test(text)) return undefined;
  if (/^(mailto|tel):./i.test(text)) return text;
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  const whole = /^https?:\/\//i.test(text) ? text : /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text) ? undefined : `https://${text}`;
  if (!whole || !URL.canParse(whole)) return undefined;
  const { hostname, href } = new URL(whole);
  return hostname.includes('.') || hostname === 'localhost' || hostname.startsWith('[') ? href : undefined;
}
