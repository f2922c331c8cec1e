/** The demo centre with calls: a number, a queue of its own, a carrier at this port and at an address of its own, and desk phones of Anna and Ben. */
export const withCalls =
  (carrier = 9) =>
  (text: string): string =>
    text
      .replace('capacity: { chat: 3 }', 'capacity: { chat: 3, voice: 1 }')
      .replace(
        '\nqueues:\n',
        `
phones:
  desk-anna: { user: anna, password: phone-anna-1 }
  desk-ben: { user: ben, password: phone-ben-1 }
trunks:
  carrier: { addresses: ['127.0.0.1:${carrier}', '127.0.0.5'], host: '127.0.0.1:${carrier}' }
queues:
  calls:
    label: { en: Calls, de: Anrufe }
    channel: voice
    teams: [service]
    offerSeconds: 20
    wrapUpSeconds: 30
    call: { shown: '+4930999', ringSeconds: 30 }
    dispositions: [solved, answered]
  greeted:
    label: { en: With a greeting, de: Mit Begrüßung }
    channel: voice
    teams: [service]
    wrapUpSeconds: 30
    call: { whisper: whom, autoAnswer: true }
    dispositions: [solved]
`,
      )
      .replace(
        '\nentryPoints:\n',
        "\nentryPoints:\n  hotline: { label: Hotline, queue: calls, channel: voice, numbers: ['+4930123456'] }\n  greeted: { label: With a greeting, queue: greeted, channel: voice, greeting: welcome, numbers: ['+4930123457'] }\n",
      );

/** The same, and the chat of the shop shows the number. */
export const withNumber = (text: string): string =>
  withCalls()(text).replace('    entryPoint: shop-chat\n', (line) => `${line}    call: hotline\n`);
