/** The headers of an answer that say who may frame it. */
export interface FramingHeaders {
  readonly policy: string | null;
  readonly options: string | null;
}

/** Whether a page refuses to stand in a frame of ours: by `frame-ancestors`, else by X-Frame-Options, which it replaces. [SP6] */
export function refusesFraming({ policy, options }: FramingHeaders, ours: string, theirs: string): boolean {
  const ancestors = (policy ?? '')
    .split(/[;,]/)
    .map((directive) => directive.trim().toLowerCase().split(/\s+/))
    .filter(([name]) => name === 'frame-ancestors');
  if (ancestors.length) return !ancestors.every(([, ...sources]) => sources.some((source) => fits(source, ours, theirs)));
  return options !== null && options.trim() !== '' && !/^allowall$/i.test(options.trim()) && ours !== theirs;
}

/** Whether a source of a policy (CSP 3, 6.7.2.8) names our origin. */
function fits(source: string, ours: string, theirs: string): boolean {
  if (source.startsWith("'")) return source === "'self'" && ours === theirs;
  const { protocol } = new URL(ours);
  return source === '*' || source === protocol || isHostOf(source, new URL(ours));
}

function isHostOf(source: string, { protocol, hostname, port }: URL): boolean {
  const [, scheme = protocol, name = '', wanted = '*'] = /^(?:([a-z]+:)\/\/)?([^/:]+)(?::(\d+|\*))?(?:\/|$)/.exec(source) ?? [];
  const named = name.startsWith('*.') ? hostname.endsWith(name.slice(1)) : name === hostname;
  return named && scheme === protocol && ['*', port].includes(wanted);
}
