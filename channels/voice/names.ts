/** A phone or carrier of a tenant as the edge knows it: keys have no dots, so it says whose it is. */
export const nameAtEdge = (key: string, tenant: string): string => `${key}.${tenant}`;

/** The key and the tenant again. */
export function namedAtEdge(name: string): { readonly key: string; readonly tenant: string } {
  const at = name.indexOf('.');
  return { key: name.slice(0, at), tenant: name.slice(at + 1) };
}

/** Where a call's legs sit, by the name its engines know. */
export const roomOf = (interaction: string, room: string): string => `${interaction}/${room}`;
/** The same the other way round. */
export function inRoom(name: string): { readonly interaction: string; readonly room: string } {
  const at = name.indexOf('/');
  return { interaction: name.slice(0, at), room: name.slice(at + 1) };
}
/** An agent's browser between calls, and its seat there. */
export const browserOf = (tenant: string, agent: string): string => `browser/${tenant}/${agent}`;
/** Whose browser it is. */
export function browserAt(name: string): { readonly tenant: string; readonly agent: string } {
  const [, tenant = '', agent = ''] = name.split('/');
  return { tenant, agent };
}
