import type { Http } from './http.node.ts';
import type { Site } from './site.node.ts';

/** Serves `/healthz`, for whoever starts and watches servers. */
export function healthRoute(app: Http, { k, deciders, voice, mailboxes }: Pick<Site, 'k' | 'deciders' | 'voice' | 'mailboxes'>): void {
  app.get(
    '/healthz',
    {
      schema: {
        description: 'Whether this server can serve: 200, or 503 and why not; whether the engines of calls run, and how mailboxes are.',
      },
    },
    async (_, reply) => {
      const silent = await k.db.tenants().then(
        () => null,
        (error: Error) => `The database does not answer: ${error.message}`,
      );
      const ill = silent ?? [...deciders.values()].map((decider) => decider.trouble()).find((trouble) => trouble !== null) ?? null;
      return reply
        .code(ill ? 503 : 200)
        .send({ ...(ill ? { ok: false, reason: ill } : { ok: true }), ...(voice && { voice: voice() }), mail: mailboxes().health() });
    },
  );
}
