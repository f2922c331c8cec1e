import { openPostOffice, type PostOffice } from '@patchbay/email/engine/post-office.node.ts';

/** The process of the mail server for trying; told by the supervisor where it is. */
await openPostOffice(JSON.parse(process.env['PATCHBAY_POST_OFFICE'] ?? '{}') as PostOffice);
process.send?.({ type: 'ready' });
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0)); // nobody looks after us any more
