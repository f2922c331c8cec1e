import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, withDatabase } from '@patchbay/supervisor/postgres.node.ts';
import { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { ApiCustomer } from '@patchbay/testing/customer.node.ts';
import { type ServerProcess, serverProcess } from '@patchbay/testing/faults/server-process.node.ts';
import { median } from './measure.ts';
import { rawRelay } from './raw-relay.node.ts';

const rounds = 3;
const messages = 1000;
const inFlight = 16;

/**
 * Microseconds of CPU of the server for one chat message: taken in, decided, stored, and delivered to the other side. `rawWsCpuUs`: of a
 * bare WebSocket server that hands a frame as long from one socket to another, turn by turn in the same run; it stores nothing.
 */
export async function relay(): Promise<{ relayCpuUs: number; rawWsCpuUs: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  const postgres = await startPostgres({ folder });
  const database = await withDatabase(postgres, 'bench');
  const server = await serverProcess(database);
  const raw = await rawRelay();
  try {
    const chat = await talking(server);
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let n = 0; n < rounds; n++) {
      bare.push(await cost(raw.pid, () => raw.handOver(messages, chat.frameLength())));
      ours.push(await cost(server.pid(), chat.talk));
    }
    chat.close();
    return { relayCpuUs: median(ours), rawWsCpuUs: median(bare) };
  } finally {
    raw.close();
    await server.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function cost(pid: number, work: () => Promise<void>): Promise<number> {
  const before = cpuUs(pid);
  await work();
  return (cpuUs(pid) - before) / messages;
}

/** CPU a process has used so far, in microseconds; Linux counts it in hundredths of a second. */
function cpuUs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

async function talking({ url }: ServerProcess) {
  const agent = new ApiAgent(url, 'anna', 'demo-anna-1');
  await agent.signsIn({ force: true });
  await agent.opens();
  await agent.goesReady();
  const customer = await new ApiCustomer(url, 'Eva').visits();
  const id = await customer.startsChat();
  await agent.seesOffer('Eva');
  await agent.accepts(id);
  return {
    async talk() {
      let started = 0;
      await Promise.all(
        Array.from({ length: inFlight }, async () => {
          while (started++ < messages) {
            const text = `Your parcel is on its way. ${randomUUID()}`;
            await agent.says(id, text);
            await customer.hears(text, 60);
          }
        }),
      );
    },
    frameLength: () => JSON.stringify(customer.frames.at(-1) ?? '').length,
    close() {
      agent.losesTheLine();
      customer.losesTheLine();
    },
  };
}
