/** What a calling sipp says; `more` are further header lines. */
const calling = (method: string, cseq: number, more: string) =>
  `
  Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
  From: <sip:+4930999@[local_ip]:[local_port]>;tag=[pid]T[call_number]
  Call-ID: [call_id]
  CSeq: ${cseq} ${method}
  Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>
  Max-Forwards: 70
  ${more}`.trimEnd();

/** The first invitation. */
export const invite = (more = '') => `INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
  To: <sip:[service]@[remote_ip]:[remote_port]>${calling('INVITE', 1, more)}`;
/** It must go with the invitation's branch. */
export const cancel = () => `CANCEL sip:[service]@[remote_ip]:[remote_port] SIP/2.0
  To: <sip:[service]@[remote_ip]:[remote_port]>${calling('CANCEL', 1, '').replace('[branch]', '[branch-of-first]')}`;
/** Anything inside the dialog that `rrs` has learnt. */
export const inside = (method: string, cseq: number, more = '') => `${method} [next_url] SIP/2.0
  To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
  [routes]${calling(method, cseq, more)}`;
/** The acknowledgement of a refusal. */
export const ackRefused = () => `ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0
  To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]${calling('ACK', 1, '').replace('[branch]', '[branch-of-first]')}`;

/** What an answering sipp replies; `tag` tells forks apart. */
export const reply = (status: string, { tag = 'a', more = '' }: { readonly tag?: string; readonly more?: string } = {}) =>
  `SIP/2.0 ${status}
  [last_Via:]
  [last_From:]
  [last_To:];tag=[pid]${tag}[call_number]
  [last_Call-ID:]
  [last_CSeq:]
  [last_Record-Route:]
  Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>
  ${more}`.trimEnd();
/** What it replies to a later request, whose tag is known already. */
export const replyInside = (status: string, more = '') =>
  `SIP/2.0 ${status}
  [last_Via:]
  [last_From:]
  [last_To:]
  [last_Call-ID:]
  [last_CSeq:]
  Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>
  ${more}`.trimEnd();
