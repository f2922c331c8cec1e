import type { Database } from '@patchbay/base/database.node.ts';
import type { Http } from './http.node.ts';

/** Serves `/healthz`, for whoever starts and watches servers. */
export function healthRoute(app: Http, db: Database): void {
  app.get('/healthz', { schema: { description: 'Whether this server can serve: 200, or 503 and why not.' } }, async (_, reply) => {
    const ill = await db.tenants().then(
      () => null,
      (error: Error) => `The database does not answer: ${error.message}`,
    );
    return reply.code(ill ? 503 : 200).send(ill ? { ok: false, reason: ill } : { ok: true });
  });
}
