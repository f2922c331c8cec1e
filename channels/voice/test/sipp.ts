/** One step of a scenario of sipp, as its XML. */
export type Step = string;

/** Says a message; `Content-Length` and the session follow by themselves. */
export const send = (text: string, sdp?: string, attributes = ''): Step =>
  `<send ${attributes}><![CDATA[\n${lines(text)}\n${sdp ? `Content-Type: application/sdp\n` : ''}Content-Length: ${sdp ? '[len]' : '0'}\n\n${sdp ? lines(sdp) : ''}\n]]></send>`;
export const recv = (what: string, attributes = '', action = ''): Step =>
  `<recv ${what} ${attributes}>${action ? `<action>${action}</action>` : ''}</recv>`;
export const pause = (ms: number): Step => `<pause milliseconds="${ms}"/>`;
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');

/** What a header or body must look like; else the scenario fails. */
export const check = (pattern: string, header?: string): string =>
  `<ereg regexp="${pattern}" search_in="${header ? 'hdr' : 'msg'}" ${header ? `header="${header}:"` : ''} check_it="true" assign_to="${(checks += 1)}"/>`;
let checks = 0;

/** A session a phone offers. */
export const SDP = `v=0
o=user1 53655765 2353687637 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio 6000 RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000`;
