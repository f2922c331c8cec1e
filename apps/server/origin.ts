/** Whether a web site may embed a widget; `self` is the address we are reached by. */
export function originAllowed(allowed: readonly string[], origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  return allowed.some((one) => (one === 'self' ? hostOf(origin) === host : one.replace(/\/$/, '') === origin));
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
