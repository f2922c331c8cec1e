import { refuse } from '@patchbay/base/decision.ts';
import { z } from 'zod';
import type { Desk } from './api.node.ts';
import { choose, preferencesOf } from './preferences.node.ts';
import { wishSchema } from './preferences.ts';
import { refusal } from './refusal.ts';
import { sessionOf } from './sessions.node.ts';

const chosen = z.object({ version: z.number(), preferences: z.record(z.string(), z.unknown()) });
const tags = ['preferences'];

/** Reads and changes how somebody wants their desktop; everybody has their own and sees no other. */
export function preferenceRoutes({ routes, door, say }: Desk): void {
  const schema = { tags, response: { 200: chosen, 401: refusal } };
  routes.get('/api/preferences', { schema: { ...schema, description: 'What I have chosen.' } }, async (request, reply) => {
    const signed = await sessionOf(door, request.headers.cookie);
    if (!signed) return reply.code(401).send(say(request, reply, refuse('signIn.needed')));
    return preferencesOf(door.db.as(signed.tenant), signed);
  });
  const description = 'Changes some of what I have chosen; null is as the desktop has it.';
  routes.post(
    '/api/preferences',
    { schema: { ...schema, description, body: z.strictObject({ set: wishSchema }) } },
    async (request, reply) => {
      const signed = await sessionOf(door, request.headers.cookie);
      if (!signed) return reply.code(401).send(say(request, reply, refuse('signIn.needed')));
      return choose(door.db.as(signed.tenant), signed, request.body.set);
    },
  );
}
