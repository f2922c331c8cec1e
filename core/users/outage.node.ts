const network = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH'];
/** PostgreSQL: connection exceptions, too many connections, operator intervention (a restart). */
const database = /^(08...|53300|57P0.)$/;

/** Whether an error means that the database does not answer now, and may in a moment. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    network.includes(code) || database.test(code) || /connection terminated|timeout exceeded when trying to connect/i.test(error.message)
  );
}
