/** Mails as companies get them: half of them short plain text, a third HTML beside text, a sixth with a file of 60 KB; each its own. */
export function sampleMail(n: number, to: string): string {
  const head = [
    `From: "Customer ${n}" <c${n}@example.com>`,
    `To: ${to}`,
    `Subject: Order ${n} ${['has not come', '– Größe passt nicht', 'damaged on arrival', 'wrong colour'][n % 4]}`,
    `Message-ID: <bench-${n}@example.com>`,
    'Date: Mon, 05 Jan 2026 09:00:00 +0100',
    'MIME-Version: 1.0',
    ...Array.from(
      { length: 4 },
      (_, k) =>
        `Received: from mx${k}.example.com (mx${k}.example.com [192.0.2.${k}]) by mx.example.org; Mon, 05 Jan 2026 09:00:0${k} +0100`,
    ),
  ];
  const text = `Dear Harbour Outdoor,\r\n\r\n${sentence.repeat(12)}\r\nCustomer ${n}\r\n`;
  if (n % 6 < 3) return [...head, 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text].join('\r\n');
  const both = [
    ...['Content-Type: multipart/alternative; boundary=alt', '', '--alt', 'Content-Type: text/plain; charset=utf-8', '', text],
    ...[
      '--alt',
      'Content-Type: text/html; charset=utf-8',
      '',
      `<html><head><style>p{margin:0}</style></head><body>${paragraph.repeat(30)}</body></html>`,
      '--alt--',
    ],
  ].join('\r\n');
  if (n % 6 < 5) return [...head, both].join('\r\n');
  return [
    ...[...head, 'Content-Type: multipart/mixed; boundary=mix', '', '--mix', both, '--mix'],
    ...[
      'Content-Type: application/pdf; name=bill.pdf',
      'Content-Disposition: attachment; filename=bill.pdf',
      'Content-Transfer-Encoding: base64',
      '',
    ],
    ...[
      Buffer.from(`%PDF-1.4\n${`${n} `.padEnd(60_000, 'bill ')}\n%%EOF`)
        .toString('base64')
        .replace(/.{76}/g, '$&\r\n'),
      '--mix--',
      '',
    ],
  ].join('\r\n');
}
const sentence = 'I ordered a tent three weeks ago and have been waiting for it ever since; please tell me where it is.\r\n';
const paragraph =
  '<p style="font-family:Arial;color:#333333">I ordered a <b>tent</b> three weeks ago, see <a href="https://shop.example/orders">my orders</a>.</p><table><tr><td style="padding:4px">Tent</td><td>199,00</td></tr></table>\r\n';
