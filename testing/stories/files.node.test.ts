import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { ScanFailure, type Scanner } from '@patchbay/files/scanner.node.ts';
import { documentOf, some, zipOf } from '@patchbay/files/test/zips.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chatted, chatting } from '../chatted.node.ts';
import { pdf, photo } from '../upload.node.ts';
import { demoAs, startWorld, type World } from '../world.node.ts';

const hour = 3_600_000;
const day = 24 * hour;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const got = (body: Record<string, unknown>) =>
  body['file'] as { id: string; name: string; size: number; scan: string; width: number; height: number };
/** Everything that lies in the folder of files. */
const onDisk = ({ data }: World) => readdirSync(join(data, 'files'), { recursive: true, withFileTypes: true }).filter((e) => e.isFile());

describe('a picture and a document', () => {
  let world: World;
  let talk: Chatted;
  beforeAll(async () => {
    world = await startWorld({ more: [demoAs('other')] });
    talk = await chatting(world, 'demo');
  });
  afterAll(() => world.close());
  const open = (id: string, headers: HeadersInit, part = '') => fetch(`${world.url}/api/files/${id}${part}`, { headers });

  test('[FI5] a photo of a customer stands upright, is no larger than allowed, and tells nothing of where it was taken', async () => {
    const id = await talk.customer.shows({ name: 'my house.jpg', bytes: await photo(3000, 2000) }, 'My house');
    const line = await talk.agent.sees('the photo', (a) => a.file(talk.interaction, id));
    expect(line).toMatchObject({ name: 'my house.jpg', format: 'jpeg', alt: 'My house', scan: 'unscanned', width: 1365, height: 2048 });
    const view = Buffer.from(await (await open(id, { cookie: talk.agent.cookie })).arrayBuffer());
    const { width, height, exif, orientation } = await sharp(view).metadata();
    expect({ width, height, exif, orientation }).toEqual({ width: 1365, height: 2048, exif: undefined, orientation: undefined });
    expect(view.includes('Camera of Eva')).toBe(false);
    const small = await open(id, { cookie: talk.agent.cookie }, '/thumbnail');
    expect((await sharp(Buffer.from(await small.arrayBuffer())).metadata()).height).toBe(480);
  });

  test('[FI7] pictures are shown and documents only saved, and nothing in them runs', async () => {
    const picture = await talk.customer.shows({
      name: 'a.png',
      bytes: await sharp(await photo())
        .png()
        .toBuffer(),
    });
    const document = await talk.agent.shows({ interaction: talk.interaction, name: 'Rückgabe “neu”.pdf', bytes: pdf() });
    await talk.customer.sees('the document', (c) => c.view?.entries.find((e) => e.type === 'said' && e.file?.id === document));
    const headers = async (id: string, who: HeadersInit, part = '') => Object.fromEntries((await open(id, who, part)).headers);
    const shut = {
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'referrer-policy': 'no-referrer',
    };
    for (const who of [{ cookie: talk.agent.cookie }, bearer(talk.customer.token)]) {
      expect(await headers(picture, who)).toMatchObject({
        ...shut,
        'content-type': 'image/png',
        'content-disposition': expect.stringMatching(/^inline/),
      });
      expect(await headers(picture, who, '?save')).toMatchObject({ ...shut, 'content-disposition': expect.stringMatching(/^attachment/) });
      expect(await headers(document, who)).toMatchObject({
        ...shut,
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('Rückgabe “neu”.pdf')}`,
      });
    }
    expect((await open(document, { cookie: talk.agent.cookie }, '/thumbnail')).status).toBe(404);
  });

  test('[FI1] sent again under its own id it is one file, at the same moment too; other content under that id is refused', async () => {
    const id = randomUUID();
    const send = (bytes: Buffer) => talk.customer.uploads({ id, name: 'twice.pdf', bytes });
    const replies = await Promise.all([send(pdf()), send(pdf()), send(pdf())]);
    expect(replies.map((r) => r.status)).toEqual([200, 200, 200]);
    expect(new Set(replies.map((r) => got(r.body).id)).size).toBe(1);
    expect(await send(pdf('other'))).toMatchObject({ status: 422, body: { refused: 'commands.keyReused' } });
    const before = onDisk(world).length;
    await send(pdf());
    expect(onDisk(world)).toHaveLength(before);
  });

  test('[FI7] until a message shows it, nobody but its sender sees it; then whoever sees the chat, and nobody else', async () => {
    const { body } = await talk.agent.uploads({ interaction: talk.interaction, name: 'later.pdf', bytes: pdf('later') });
    const { id } = got(body);
    const sam = await world.staff('sam');
    const others = [await world.staff('ben'), await world.staff('sam', 'other')];
    const mallory = await world.customer('Mallory');
    await mallory.startsChat();
    const statuses = async () => ({
      sender: (await open(id, { cookie: talk.agent.cookie })).status,
      supervisor: (await open(id, { cookie: sam.cookie })).status,
      customer: (await open(id, bearer(talk.customer.token))).status,
      others: await Promise.all(others.map(async ({ cookie }) => (await open(id, { cookie })).status)),
      mallory: (await open(id, bearer(mallory.token))).status,
    });
    expect(await statuses()).toEqual({ sender: 200, supervisor: 404, customer: 404, others: [404, 404], mallory: 404 });
    await talk.agent.does({ type: 'sendFile', interaction: talk.interaction, id: randomUUID(), file: id });
    expect(await statuses()).toEqual({ sender: 200, supervisor: 200, customer: 200, others: [404, 404], mallory: 404 });
    for (const [headers, status] of [
      [{}, 401],
      [bearer('forged.token.here'), 401],
      [bearer(`${talk.customer.token}x`), 401],
      [{ cookie: 'patchbay=demo.forged' }, 401],
    ] as const)
      expect((await open(id, headers)).status).toBe(status);
  });

  test('[FI1] nobody shows a file of somebody else, nor one of another chat', async () => {
    const mine = got((await talk.customer.uploads({ name: 'mine.pdf', bytes: pdf('mine') })).body).id;
    const mallory = await world.customer('Mallory');
    const elsewhere = await mallory.startsChat();
    const show = (interaction: string) => ({ type: 'file', interaction, id: randomUUID(), file: mine });
    for (const [who, interaction] of [
      [mallory, elsewhere],
      [mallory, talk.interaction],
      [talk.customer, elsewhere],
    ] as const)
      expect(await who.asks(show(interaction))).toMatchObject({ status: 404, body: { refused: 'files.notFound' } });
    const asAgent = { type: 'sendFile', interaction: talk.interaction, id: randomUUID(), file: mine };
    expect((await talk.agent.asks(asAgent)).status).toBe(404);
    for (const interaction of [talk.interaction, randomUUID()])
      expect(await mallory.uploads({ interaction, name: 'a.pdf', bytes: pdf() })).toMatchObject({
        status: 404,
        body: { refused: 'interactions.notFound' },
      });
  });

  const bad = async (): Promise<Readonly<Record<string, readonly [string, Uint8Array, number, string]>>> => {
    const png = await sharp(await photo())
      .png()
      .toBuffer();
    const svg = some('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    const zip = (unpacked: number) => zipOf([{ name: '[Content_Types].xml', bytes: new Uint8Array(2000), method: 8, unpacked }]);
    const huge = Buffer.from(png); // the header says so, no pixel more is there
    huge.writeUInt32BE(50_000, 16);
    huge.writeUInt32BE(50_000, 20);
    return {
      'an SVG by its name': ['a.svg', svg, 409, 'files.notAllowed'],
      'an SVG called a picture': ['a.png', svg, 409, 'files.notAsNamed'],
      'a page called a document': ['a.pdf', some('<!doctype html><script>alert(1)</script>'), 409, 'files.notAsNamed'],
      'a program called a text': ['a.txt', Buffer.from('MZ\u0090\u0000\u0003', 'latin1'), 409, 'files.notAsNamed'],
      'a program by its name': ['a.pdf.exe', pdf(), 409, 'files.notAllowed'],
      'a picture called a document': ['a.pdf', png, 409, 'files.notAsNamed'],
      'a document with an archive behind it': [
        'a.pdf',
        Buffer.concat([pdf(), zipOf([{ name: 'x', bytes: some('x') }])]),
        409,
        'files.notAsNamed',
      ],
      'a document that begins later': ['a.pdf', Buffer.concat([Buffer.from('GIF89a'), pdf()]), 409, 'files.notAsNamed'],
      'an archive that unpacks to too much': ['a.docx', zip(200_000_000), 409, 'files.bomb'],
      'an archive that lies about what it unpacks to': [
        'a.docx',
        zipOf([{ name: '[Content_Types].xml', method: 8, unpacked: 10, bytes: deflated }]),
        409,
        'files.bomb',
      ],
      'an archive called a document': ['a.docx', zipOf([{ name: 'a.js', bytes: some('alert(1)') }]), 409, 'files.notAsNamed'],
      'a document with macros': ['a.docx', documentOf('docx', [{ name: 'word/vbaProject.bin', bytes: some('x') }]), 409, 'files.macros'],
      'a picture of 2.5 billion pixels': ['a.png', huge, 409, 'files.tooManyPixels'],
      'a picture that is cut off': ['a.jpg', (await photo()).subarray(0, 1500), 409, 'files.broken'],
      nothing: ['a.txt', new Uint8Array(), 409, 'files.empty'],
      '25 MB of zeros called a picture': ['a.jpg', new Uint8Array(25 * 1024 * 1024), 413, 'files.tooLarge'],
    };
  };
  test('[FI2] [FI3] [FI4] what is too large, false, two things at once or a bomb is refused with a reason, and nothing of it stays', async () => {
    const before = onDisk(world).length;
    for (const [what, [name, bytes, status, refused]] of Object.entries(await bad())) {
      const reply = await talk.customer.uploads({ name, bytes });
      expect([what, reply.status, reply.body['refused']]).toEqual([what, status, refused]);
      expect(reply.body['text'], what).toMatch(/\w/);
    }
    expect(onDisk(world)).toHaveLength(before);
  });
  test('[FI5] a picture with something behind it is only the picture', async () => {
    const both = Buffer.concat([await photo(), zipOf([{ name: 'x.js', bytes: some('alert(1)') }])]);
    const id = await talk.customer.shows({ name: 'both.jpg', bytes: both });
    const view = Buffer.from(await (await open(id, { cookie: talk.agent.cookie })).arrayBuffer());
    expect(view.includes('PK\u0003\u0004') || view.includes('alert')).toBe(false);
  });
  test('[FI2] more than announced, and more than may come at once, is not listened to', async () => {
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    const at = `${world.url}/api/files?${new URLSearchParams({ interaction: talk.interaction, id: randomUUID(), name: 'endless.txt' })}`;
    const endless = { method: 'PUT', headers: bearer(talk.customer.token), body: stream, duplex: 'half' } as RequestInit;
    const answer = await fetch(at, endless).then(
      ({ status }) => status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(answer);
    const many = await Promise.all(Array.from({ length: 60 }, () => talk.customer.uploads({ name: 'a.txt', bytes: some('x') })));
    expect(new Set(many.map(({ status }) => status))).toContain(429);
    world.clock.pass(60_000);
    expect((await talk.customer.uploads({ name: 'a.txt', bytes: some('x') })).status).toBe(200);
  });
  test('[SV2] a file that another web site sends with an agent’s cookie is refused', async () => {
    const at = `${world.url}/api/files?${new URLSearchParams({ interaction: talk.interaction, id: randomUUID(), name: 'a.pdf' })}`;
    const foreign = await fetch(at, {
      method: 'PUT',
      headers: { cookie: talk.agent.cookie, origin: 'https://evil.example' },
      body: Uint8Array.from(pdf()),
    });
    expect(foreign.status).toBe(403);
  });
  test('a page of a customer may send and read files from its own site', async () => {
    const asked = await fetch(`${world.url}/api/files?x`, { method: 'OPTIONS', headers: { origin: 'https://shop.example' } });
    expect(Object.fromEntries(asked.headers)).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-methods': expect.stringContaining('PUT'),
    });
  });
});

/** 100 000 zeros as zlib packs them. */
const deflated = deflateRawSync(Buffer.alloc(100_000));

/** A queue in which only agents send files, and other ones than in the centre. */
const quiet = `
  quiet: { label: Quiet, teams: [service], dispositions: [solved], files: { customers: false, agents: true, types: [txt], megabytes: 1 } }

dispositions:
`;
interface Desk {
  readonly files: { readonly allowed: boolean };
  readonly queues: Readonly<Record<string, { readonly files: object }>>;
}

describe('a centre', () => {
  test('[FI2] [FI12] says how many files, which, and who may send them, and each of its queues for itself', async () => {
    const world = await startWorld({
      yaml: (text) =>
        text
          .replace('files:\n', 'files:\n  perInteraction: 2\n  types: [pdf]\n')
          .replace('  agents: true', '  agents: false')
          .replace('\ndispositions:\n', quiet),
    });
    try {
      const { customer, agent, interaction } = await chatting(world, 'demo', 'lantern', { bytes: pdf('lantern'), name: 'lantern.pdf' });
      const refused = async (reply: Promise<{ body: Record<string, unknown> }>) => (await reply).body['refused'];
      expect(await refused(agent.uploads({ interaction, name: 'a.pdf', bytes: pdf() }))).toBe('files.off');
      expect(await refused(customer.uploads({ name: 'a.txt', bytes: some('x') }))).toBe('files.notAllowed');
      await customer.shows({ name: 'a.pdf', bytes: pdf() });
      expect(await refused(customer.uploads({ name: 'b.pdf', bytes: pdf() }))).toBe('files.tooMany');
      await customer.leaves();
      expect(await refused(customer.uploads({ name: 'c.pdf', bytes: pdf() }))).toBe('files.chatOver');

      const tom = await world.customer('Tom');
      await tom.startsChat();
      const chat = await agent.seesOffer('Tom');
      await agent.accepts(chat);
      const shown = () => tom.frames.findLast(({ files }) => files !== undefined)?.['files'];
      expect(await refused(tom.uploads({ name: 'a.txt', bytes: some('x') }))).toBe('files.notAllowed');
      await agent.does({ type: 'transferToQueue', interaction: chat, queue: 'quiet', comment: '' });
      await expect.poll(shown).toBe(null);
      expect(await refused(tom.uploads({ name: 'a.pdf', bytes: pdf() }))).toBe('files.off');
      const { queues, files } = (await agent.request('GET', '/api/desk')).body as unknown as Desk;
      expect([files.allowed, queues['quiet']?.files]).toEqual([false, { allowed: true, types: ['txt'], megabytes: 1 }]);
    } finally {
      await world.close();
    }
  });

  test('[FI8] what no message shows is deleted after a day, all of it when the centre keeps it no longer, and what a kill left behind', async () => {
    const world = await startWorld({ yaml: (text) => text.replace('keepDays: 365', 'keepDays: 3') });
    try {
      const { customer, agent, file } = await chatting(world, 'demo');
      const unsent = got((await customer.uploads({ name: 'orphan.jpg', bytes: await photo() })).body).id;
      const status = async (id: string) => (await fetch(`${world.url}/api/files/${id}`, { headers: { cookie: agent.cookie } })).status;
      const stray = world.server.site.k.ids.next();
      for (const path of [join('demo', stray.slice(-2), stray), join('.coming', stray)]) {
        mkdirSync(join(world.data, 'files', path, '..'), { recursive: true });

        writeFileSync(join(world.data, 'files', path), 'left behind');
      }
      const ids = () => new Set(onDisk(world).map(({ name }) => name.replace('.small', '')));
      expect(ids()).toEqual(new Set([file, unsent, stray]));
      /** A round that is under way while an hour passes sets the next one later: so hour by hour. */
      const anHourLater = () => {
        world.clock.pass(hour);
        return ids();
      };
      const patience = { timeout: 20_000, interval: 1000 };
      world.clock.pass(2 * hour);
      await expect.poll(ids, patience).toEqual(new Set([file, unsent]));
      world.clock.pass(day);
      await expect.poll(anHourLater, patience).toEqual(new Set([file]));
      world.clock.pass(2 * day);
      await expect.poll(anHourLater, patience).toEqual(new Set());
      expect([404, 401]).toContain(await status(file));
    } finally {
      await world.close();
    }
  });
});

async function audited(world: World) {
  const db = await openDatabase(world.database, { max: 1 });
  const rows = await db.as('demo' as TenantId)({ text: "select actor, about from audit where what = 'virusFound'" });
  await db.close();
  return rows;
}

test('[FI9] when all files take as much as the centre allows no more are taken, and what is there stays', async () => {
  const world = await startWorld({ yaml: (text) => text.replace('  megabytes: 10\n', '  megabytes: 10\n  totalMegabytes: 1\n') });
  try {
    const { customer, agent, interaction, file } = await chatting(world, 'demo');
    const db = await openDatabase(world.database, { max: 1 });
    await db.as('demo' as TenantId)({ text: 'update files set size = 1048576' });
    await db.close();
    const more = { name: 'a.txt', bytes: some('more') };
    expect((await customer.uploads(more)).body).toMatchObject({ refused: 'files.noRoom' });
    expect((await agent.uploads({ ...more, interaction })).body).toMatchObject({ refused: 'files.noRoom' });
    expect((await fetch(`${world.url}/api/files/${file}`, { headers: { cookie: agent.cookie } })).status).toBe(200);
  } finally {
    await world.close();
  }
});

describe('[FI6] a scanner', () => {
  const virus = 'X5O!P%@AP of a test';
  function stub() {
    let down = false;
    const scanner: Scanner = {
      async scan(path) {
        if (down) throw new ScanFailure('unreachable', 'nobody there');
        return readFileSync(path, 'latin1').includes(virus) ? 'infected' : 'clean';
      },
    };
    return { scanner, goes: (is: 'down' | 'up') => void (down = is === 'down') };
  }

  test('finds a virus: nobody opens that file, and no message shows it', async () => {
    const { scanner } = stub();
    const world = await startWorld({ scanner });
    try {
      const { customer, agent, interaction } = await chatting(world, 'demo');
      const reply = await customer.uploads({ name: 'a.txt', bytes: some(virus) });
      const { id, scan } = got(reply.body);
      expect(scan).toBe('infected');
      expect(await audited(world)).toEqual([{ actor: 'customer', about: `${id} ${interaction}` }]);
      expect(await customer.asks({ type: 'file', interaction, id: randomUUID(), file: id })).toMatchObject({
        status: 409,
        body: { refused: 'files.infected' },
      });
      expect((await fetch(`${world.url}/api/files/${id}`, { headers: bearer(customer.token) })).status).toBe(409);
      const clean = await agent.shows({ interaction, name: 'a.pdf', bytes: pdf() });
      expect(agent.file(interaction, clean)?.scan ?? 'clean').toBe('clean');
      expect((await fetch(`${world.url}/api/files/${clean}`, { headers: bearer(customer.token) })).status).toBe(200);
    } finally {
      await world.close();
    }
  });

  test('that is down keeps files shut until it is back; then both sides are told', async () => {
    const { scanner, goes } = stub();
    const world = await startWorld({ scanner });
    try {
      const { customer, agent, interaction } = await chatting(world, 'demo');
      goes('down');
      const id = await customer.shows({ name: 'a.pdf', bytes: pdf() });
      const status = async () => (await fetch(`${world.url}/api/files/${id}`, { headers: { cookie: agent.cookie } })).status;
      expect(await status()).toBe(409);
      goes('up');
      world.clock.pass(30_000);
      await customer.sees('that it is clean', (c) =>
        c.view?.entries.find((e) => e.type === 'scanned' && e.file === id && e.scan === 'clean'),
      );
      await agent.sees('the file', (a) => a.file(interaction, id));
      expect(await status()).toBe(200);
    } finally {
      await world.close();
    }
  });
});
