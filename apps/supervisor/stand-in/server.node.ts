import { createServer } from 'node:http';
import pg from 'pg';

const { DATABASE_URL, PATCHBAY_PORT } = process.env;

/** Stands in for the real server in the supervisor's tests: counts its starts in the database and shows the number. */
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 2 });
pool.on('error', () => undefined); // The database was restarted; the next query connects again.
await pool.query('CREATE TABLE IF NOT EXISTS starts (at timestamptz DEFAULT now())');
await pool.query('INSERT INTO starts DEFAULT VALUES');

const server = createServer((request, response) => {
  if (request.url === '/healthz') return void response.end('ok');
  if (request.url === '/die') process.exit(3);
  pool.query('SELECT count(*)::int AS starts FROM starts').then(
    ({ rows }) => response.end(JSON.stringify({ ...rows[0], pid: process.pid })),
    (error) => response.writeHead(503).end(String(error)),
  );
});
server.listen(Number(PATCHBAY_PORT), '127.0.0.1', () => process.send?.({ type: 'ready', lines: ['Log in as ada with any password.'] }));

process.on('SIGTERM', () => {
  if (process.env.STAND_IN_IS_STUBBORN) return;
  server.close();
  server.closeAllConnections();
  void pool.end().then(() => process.exit(0));
});
