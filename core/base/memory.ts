import type { Subject } from './subject.ts';

/** The newest versions of subjects that this process has written. */
export interface Memory {
  keep(tenant: string, kind: string, subject: Subject<unknown>): void;
  recall(tenant: string, kind: string, id: string): Subject<unknown> | undefined;
}

const atMost = 10_000;

/** A memory of the latest written; the oldest are forgotten. An older version never replaces a newer one. */
export function newMemory(): Memory {
  const known = new Map<string, Subject<unknown>>();
  const nameOf = (tenant: string, kind: string, id: string) => `${tenant} ${kind} ${id}`;
  const forgetOldest = () => {
    const [oldest] = known.keys();
    if (oldest !== undefined) known.delete(oldest);
  };
  return {
    keep(tenant, kind, subject) {
      const name = nameOf(tenant, kind, subject.id);
      if ((known.get(name)?.version ?? 0) > subject.version) return;
      known.delete(name);
      known.set(name, subject);
      if (known.size > atMost) forgetOldest();
    },
    recall: (tenant, kind, id) => known.get(nameOf(tenant, kind, id)),
  };
}
