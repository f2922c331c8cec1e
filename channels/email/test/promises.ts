import assert from 'node:assert/strict';
import { isRefused, type Person } from '@patchbay/base/decision.ts';
import { after, type Cases, refusedWith } from '@patchbay/base/test/cases.ts';
import { ownerOf, participationOf } from '@patchbay/interactions/interaction.ts';
import { audience } from '../access.ts';
import { controls } from '../controls.ts';
import { effects } from '../effects.ts';
import { type Email, type EmailCommand, type EmailEvent, type EmailSettings, holderOf, stageOf } from '../email.ts';
import { evolve } from '../evolve.ts';
import { decide } from '../rules.ts';
import { due, overdue } from '../timers.ts';
import { ada, ben, eve, fresh, mail, otherQueue, people, policy, queue, settings, sue } from './people.ts';

const system = (type: string, more: object = {}) => ({ by: 'system', type, ...more }) as EmailCommand;
const fact = (type: string, more: object = {}) => ({ by: 'outside', type, ...more }) as EmailCommand;
const ask = (by: Person, type: string, more: object = {}) => ({ by, type, ...more }) as EmailCommand;
const does = (i: Email, command: EmailCommand, now = 50): Email => after<Email, EmailEvent>(i, decide(i, command, now), evolve);
const all = (i: Email, ...commands: EmailCommand[]) => commands.reduce((one, command) => does(one, command), i);
const refused = (i: Email, command: EmailCommand, now = 50) => refusedWith(decide(i, command, now));
const events = (i: Email, command: EmailCommand, now = 50) => {
  const answer = decide(i, command, now);
  assert.ok(!isRefused(answer));
  return answer;
};

type More = Partial<EmailSettings>;
const queued = (more: More = {}) => does(fresh('inbound', { settings: more }), system('enqueue', { queue }), 10);
const offered = (more: More = {}) => does(queued(more), system('offer', { agent: ada.agent, until: 100 }));
const reading = (more: More = {}) => does(offered(more), ask(ada, 'accept'));
const writing = (more: More = {}) => does(reading(more), ask(ada, 'reply', { what: 'reply' }));
const composing = () => does(fresh('outbound'), system('start', { agent: ada.agent }));
const sent = (more: object = {}, set: More = {}) => does(writing(set), ask(ada, 'send', { mail: mail(1), ...more }));
const gone = (more: object = { reason: 'reason-solved' }, set: More = {}) =>
  does(sent(more, set), system('dispatch', { mail: mail(1) }), 60);
const failed = (type = 'refused') => does(gone(), fact(type, { mail: mail(1), said: '550 no such user' }), 61);
const shelved = () => does(reading(), ask(ada, 'toWorkbin'));
const drafted = () => does(writing(), ask(ada, 'saveDraft'));
const reviewed = () => does(writing({ review: true }), ask(ada, 'send', { mail: mail(1), reason: 'reason-solved' }));
const closing = (more: More = {}) => does(reading(more), ask(ada, 'closeWithoutReply', { reason: 'reason-spam' }));
const closed = () => does(closing(), system('closeDue'), 60);
const wrapUp = () => does(gone({}), fact('delivered', { mail: mail(1) }));
const open = [fresh, queued, offered, reading, writing, shelved, drafted];
const underWay = [sent, gone, failed, reviewed, wrapUp, closed];
const part = (i: Email, by: Person) => participationOf(i, by.agent)?.stage;
const service = {
  queue: otherQueue,
  policy: { ...policy, reasons: ['reason-other'] },
  settings: { ...settings, undoMs: 99 },
  comment: 'please',
};

/** What SPEC.md of e-mail promises of the work on a case. */
export const promises: Cases = {
  '[EM1] only whoever works on it answers, hands it on and closes it': () => {
    for (const by of [ben, sue, eve])
      for (const type of [
        'reply',
        'toWorkbin',
        'transfer',
        'transferToQueue',
        'transferToWorkbin',
        'changeQueue',
        'closeWithoutReply',
        'discard',
      ])
        assert.equal(refused(reading(), ask(by, type, { ...service, to: eve.agent, what: 'reply' })), 'email.notOwner');
    for (const type of ['send', 'interimSend', 'saveDraft', 'discard'])
      assert.equal(refused(writing(), ask(ben, type, { mail: mail(1) })), 'email.notOwner');
    for (const i of [queued(), offered(), shelved(), wrapUp(), closed()])
      assert.equal(refused(i, ask(ada, 'reply', { what: 'reply' })), 'interactions.notNow');
  },
  '[EM2] a mail that comes joins the work as long as somebody will read it before the answer; else it begins another one': () => {
    for (const make of open) assert.equal(does(make(), fact('arrived', { mail: mail('in') })).work.came, 2, stageOf(make()));
    for (const make of underWay)
      assert.deepEqual(events(make(), fact('arrived', { mail: mail('in') })), [{ type: 'interaction.noted', fact: 'arrived' }]);
    assert.equal(does(fresh('outbound'), fact('arrived', { mail: mail('in') })).work.came, 0, 'nobody answers what is not written');
    for (const make of [...open, ...underWay]) assert.deepEqual(does(make(), fact('customerLeft')), make(), 'a customer cannot leave');
  },
  '[EM3] a colleague is asked; whoever hands it on wraps up and is never asked again; the draft goes along': () => {
    const i = does(writing(), ask(ada, 'transfer', { to: ben.agent, until: 100, comment: 'you know her' }));
    assert.deepEqual([stageOf(i), part(i, ada), part(i, ben), i.work.draft], ['OFFERED', 'wrapUp', 'offered', true]);
    assert.deepEqual(i.work.handed, { by: ada.agent, comment: 'you know her' });
    const back = does(i, ask(ben, 'reject'));
    assert.ok(back.at.stage === 'queued' && back.at.since === 0 && back.at.not.some((l) => l.agent === ada.agent && l.at === null));
    assert.equal(refused(reading(), ask(ada, 'transfer', { to: ada.agent, until: 100, comment: '' })), 'interactions.takesPart');
  },
  '[EM3] a queue takes it with its own settings; into a colleague’s workbin nobody is asked': () => {
    const i = does(writing(), ask(ada, 'transferToQueue', service));
    assert.deepEqual([stageOf(i), i.queue, i.work.settings.undoMs, i.work.draft], ['QUEUED', otherQueue, 99, true]);
    assert.deepEqual(i.policy.reasons, ['reason-other', ...policy.reasons]);
    const there = does(reading(), ask(ada, 'transferToWorkbin', { to: ben.agent, comment: 'later' }));
    assert.deepEqual([stageOf(there), holderOf(there), ownerOf(there)], ['IN_WORKBIN', ben.agent, null]);
    assert.equal(refused(reading(), ask(ada, 'transferToWorkbin', { to: ada.agent, comment: '' })), 'email.thereAlready');
    const draft = does(writing(), ask(ada, 'transferToWorkbin', { to: ben.agent, comment: '' }));
    assert.deepEqual([stageOf(draft), holderOf(draft), draft.work.draft], ['DRAFT_SAVED', ben.agent, true]);
  },
  '[EM3] whoever handles no e-mail gets none': () => {
    for (const type of ['transfer', 'transferToWorkbin'])
      assert.equal(refused(reading(), ask(ada, type, { to: ben.agent, until: 100, comment: '', unfit: true })), 'email.unknownAgent');
    assert.equal(refused(shelved(), ask(sue, 'move', { to: ben.agent, unfit: true })), 'email.unknownAgent');
  },
  '[EM3] another queue’s matter stays in the same hands, with that queue’s dispositions and settings': () => {
    for (const make of [reading, writing]) {
      const i = does(make(), ask(ada, 'changeQueue', service));
      assert.deepEqual([stageOf(i), ownerOf(i), i.queue, i.work.settings.undoMs], [stageOf(make()), ada.agent, otherQueue, 99]);
    }
    assert.equal(refused(reading(), ask(ada, 'changeQueue', { ...service, queue })), 'email.thatQueue');
  },
  '[EM301] only who may hands it on; another queue’s matter in their own hands it can become all the same': () => {
    const bound = { ...ada, may: ada.may.filter((may) => may !== 'handOnMails') };
    for (const type of ['transfer', 'transferToWorkbin', 'transferToQueue'])
      assert.equal(refused(writing(), ask(bound, type, { ...service, to: ben.agent, until: 100 })), 'interactions.notAllowed');
    assert.equal(does(writing(), ask(bound, 'changeQueue', service)).queue, otherQueue);
    assert.equal(controls(writing(), bound, 50).transferToQueue.enabled, false);
  },
  '[EM290] of another queue its dispositions alone can be chosen, what was chosen of the old one is chosen anew': () => {
    const chose = does(reading(), ask(ada, 'chooseReason', { reason: 'reason-solved' }));
    const i = does(chose, ask(ada, 'changeQueue', service));
    assert.deepEqual(i.policy.reasons, ['reason-other']);
    assert.equal(refused(i, ask(ada, 'closeWithoutReply')), 'interactions.chooseReason');
    const both = { ...service, policy: { ...policy, reasons: ['reason-other', 'reason-solved'] } };
    assert.equal(stageOf(does(does(chose, ask(ada, 'changeQueue', both)), ask(ada, 'closeWithoutReply'))), 'CLOSING');
    const handed = does(does(reading(), ask(ada, 'transfer', { to: ben.agent, until: 100, comment: '' })), ask(ben, 'accept'));
    assert.ok(does(handed, ask(ben, 'changeQueue', service)).policy.reasons.includes('reason-solved'), 'who wraps up still chooses');
  },
  '[EM293] a supervisor takes over what somebody works on, with the draft; who had it wraps up and is told': () => {
    for (const make of [reading, writing]) {
      const i = does(make(), ask(sue, 'relieve'));
      assert.deepEqual([stageOf(i), ownerOf(i), part(i, ada), i.work.draft], [stageOf(make()), sue.agent, 'wrapUp', make().work.draft]);
      assert.deepEqual(i.work.takenOver, { by: sue.agent, from: ada.agent });
      assert.equal(refused(make(), ask(ben, 'relieve')), 'interactions.notAllowed');
    }
    for (const make of [queued, shelved, gone, closing]) assert.equal(refused(make(), ask(sue, 'relieve')), 'interactions.notNow');
  },
  '[EM294] a colleague asks for it: who has it lets them have it, or goes on; in other hands nobody asks': () => {
    const asked = does(writing(), ask(ben, 'askFor'));
    assert.deepEqual([ownerOf(asked), asked.work.asked], [ada.agent, { by: ben.agent, kept: false }]);
    assert.equal(refused(asked, ask(sue, 'askFor')), 'email.askedAlready');
    assert.equal(refused(writing(), ask(ben, 'askFor', { unfit: true })), 'email.unknownAgent');
    assert.equal(refused(asked, ask(ada, 'askFor')), 'interactions.takesPart');
    const given = does(asked, ask(ada, 'letHave'));
    assert.deepEqual([ownerOf(given), stageOf(given), given.work.asked], [ben.agent, 'REPLYING', undefined]);
    const kept = does(asked, ask(ada, 'keepIt'));
    assert.deepEqual(kept.work.asked, { by: ben.agent, kept: true });
    assert.equal(refused(kept, ask(ada, 'letHave')), 'email.nobodyAsks');
    assert.equal(does(kept, ask(ben, 'askFor')).work.asked?.kept, false);
    assert.equal(does(asked, ask(ada, 'saveDraft')).work.asked, undefined, 'it lies in a workbin');
  },
  '[EM4] an offer can be postponed into one’s own workbin: no place is taken, and it is nobody’s fault': () => {
    const i = does(offered(), ask(ada, 'postpone'));
    assert.deepEqual([stageOf(i), holderOf(i), part(i, ada)], ['IN_WORKBIN', ada.agent, 'revoked']);
    assert.equal(refused(offered(), ask(ben, 'postpone')), 'interactions.offeredElsewhere');
  },
  '[EM4] what comes for somebody goes to their workbin at once, and is of its queue': () => {
    const i = does(fresh(), system('keepFor', { agent: ben.agent, queue }));
    assert.deepEqual([stageOf(i), holderOf(i), i.queue, due(i)], ['IN_WORKBIN', ben.agent, queue, 1050]);
  },
  '[EM5] in a workbin it takes nobody’s place; its holder, or who sees all work, opens it as it was': () => {
    assert.deepEqual([part(shelved(), ada), ownerOf(shelved()), stageOf(drafted())], ['done', null, 'DRAFT_SAVED']);
    for (const by of [ada, sue]) {
      assert.deepEqual([stageOf(does(shelved(), ask(by, 'open'))), ownerOf(does(shelved(), ask(by, 'open')))], ['IN_PROGRESS', by.agent]);
      assert.deepEqual(does(drafted(), ask(by, 'open')).work.doing, { doing: 'writing', what: 'reply' });
    }
    assert.deepEqual(
      events(shelved(), ask(ada, 'open'))[0],
      { type: 'interaction.ownerChanged', owner: ada.agent, since: 50, takenOver: true },
      'the place must be free',
    );
    assert.equal(refused(shelved(), ask(ben, 'open')), 'interactions.notAllowed');
    assert.ok(audience(does(fresh(), system('keepFor', { agent: ben.agent, queue }))).includes(`agent:${ben.agent}`));
    assert.ok(!audience(queued()).includes(`agent:${ben.agent}`));
  },
  '[EM5] a supervisor moves it to another workbin or back to its queue; what lies too long goes back by itself': () => {
    for (const [make, to] of [
      [shelved, 'IN_WORKBIN'],
      [drafted, 'DRAFT_SAVED'],
    ] as const) {
      const moved = does(make(), ask(sue, 'move', { to: ben.agent }));
      assert.deepEqual([stageOf(moved), holderOf(moved)], [to, ben.agent]);
      assert.equal(refused(make(), ask(sue, 'move', { to: ada.agent })), 'email.thereAlready');
      assert.equal(refused(make(), ask(ada, 'move', { to: null })), 'interactions.notAllowed');
      assert.equal(refused(make(), system('shelfTimeout'), 1049), 'interactions.notYet');
      for (const back of [does(make(), ask(sue, 'move', { to: null })), does(make(), system('shelfTimeout'), 1050)])
        assert.ok(back.at.stage === 'queued' && back.at.queue === queue && back.at.since === 0, 'as old as it is');
    }
    const own = does(composing(), ask(ada, 'saveDraft'));
    assert.deepEqual([due(own), refused(own, ask(sue, 'move', { to: null }))], [null, 'email.noQueue']);
  },
  '[EM232] what lies in the workbin of somebody who has logged off too long ago goes back to its queue': () => {
    const away = (make: Email) => ({ ...make, work: { ...make.work, settings: { ...make.work.settings, awayMs: 100 } } });
    for (const make of [shelved, drafted]) {
      const off = system('holderAway', { agent: ada.agent, since: 40 });
      assert.equal(refused(away(make()), off, 139), 'interactions.notYet');
      const back = does(away(make()), off, 140);
      assert.deepEqual([stageOf(back), back.work.draft], ['QUEUED', make().work.draft]);
      assert.equal(refused(away(make()), system('holderAway', { agent: ben.agent, since: 0 }), 999), 'email.notOwner');
      assert.equal(refused(make(), off, 999_999), 'interactions.notYet');
    }
    assert.equal(refused(away(reading()), system('holderAway', { agent: ada.agent, since: 0 }), 999), 'interactions.notNow');
  },
  '[EM5] whose session is lost keeps it; who may not go on gives it back, the draft with it': () => {
    for (const [make, to] of [
      [reading, 'IN_WORKBIN'],
      [writing, 'DRAFT_SAVED'],
    ] as const) {
      assert.equal(stageOf(does(make(), system('ownerLost', { agent: ada.agent }))), to);
      assert.equal(refused(make(), system('ownerLost', { agent: ben.agent })), 'email.notOwner');
      assert.equal(stageOf(does(make(), system('giveBack', { agent: ada.agent }))), 'QUEUED');
    }
    for (const make of [shelved, drafted]) assert.equal(stageOf(does(make(), system('giveBack', { agent: ada.agent }))), 'QUEUED');
    assert.equal(does(writing(), system('giveBack', { agent: ada.agent })).work.draft, true);
    assert.equal(refused(shelved(), system('giveBack', { agent: ben.agent })), 'email.notOwner');
  },
  '[EM6] the last answer can be taken back until its time is over; nothing has left us by then': () => {
    assert.deepEqual([stageOf(sent()), due(sent()), ownerOf(sent())], ['SENDING', 60, ada.agent]);
    assert.deepEqual(effects(sent(), events(writing(), ask(ada, 'send', { mail: mail(1) }))), []);
    const back = does(sent(), ask(ada, 'undoSend', { mail: mail(1) }), 59);
    assert.deepEqual([stageOf(back), back.work.draft, back.work.outgoing], ['REPLYING', true, []]);
    assert.equal(refused(sent(), ask(ada, 'undoSend', { mail: mail(1) }), 60), 'email.goneAlready');
    assert.equal(refused(sent(), ask(ben, 'undoSend', { mail: mail(1) })), 'email.notOwner');
    assert.equal(refused(sent(), system('dispatch', { mail: mail(1) }), 59), 'interactions.notYet');
    assert.deepEqual(overdue(sent(), 60), [system('dispatch', { mail: mail(1) })]);
    for (const type of ['ownerLost', 'giveBack'])
      assert.equal(
        due(does(sent({ reason: 'reason-solved' }), system(type, { agent: ada.agent }))),
        null,
        'who is gone takes nothing back',
      );
  },
  '[EM6] an interim answer leaves the work open, where the queue allows it': () => {
    const i = does(writing(), ask(ada, 'interimSend', { mail: mail(1) }));
    assert.deepEqual([stageOf(i), ownerOf(i), i.work.draft], ['IN_PROGRESS', ada.agent, false]);
    const out = does(i, system('dispatch', { mail: mail(1) }), 60);
    assert.deepEqual([stageOf(out), stageOf(does(out, fact('delivered', { mail: mail(1) })))], ['IN_PROGRESS', 'IN_PROGRESS']);
    assert.equal(stageOf(does(i, ask(ada, 'undoSend', { mail: mail(1) }))), 'REPLYING');
    assert.equal(refused(does(i, ask(ada, 'reply', { what: 'reply' })), ask(ada, 'undoSend', { mail: mail(1) })), 'email.writingAnother');
    for (const set of [{ interim: false }, { review: true }])
      assert.equal(refused(writing(set), ask(ada, 'interimSend', { mail: mail(1) })), 'email.noInterim');
    assert.equal(refused(composing(), ask(ada, 'interimSend', { mail: mail(1) })), 'email.noInterim');
    const left = does(does(i, ask(ada, 'closeWithoutReply', { reason: 'reason-solved' })), system('closeDue'), 60);
    const after = does(left, system('dispatch', { mail: mail(1) }), 60);
    assert.deepEqual([stageOf(after), after.work.outgoing.length], ['DONE', 1], 'it goes out although the work is over');
  },
  '[EM7] where the queue asks for it a supervisor, never the author, reads the answer before it is sent': () => {
    const i = reviewed();
    assert.deepEqual([stageOf(i), part(i, ada), ownerOf(i), i.work.outgoing], ['IN_REVIEW', 'done', null, []]);
    assert.equal(refused(writing({ review: true }), ask(ada, 'send', { mail: mail(1) })), 'interactions.chooseReason');
    for (const type of ['approve', 'sendBack']) {
      assert.equal(refused(i, ask(ben, type, { comment: '' })), 'interactions.notAllowed');
      assert.equal(refused(i, ask({ ...ada, may: sue.may }, type, { comment: '' })), 'email.notYourOwn');
    }
    assert.deepEqual(effects(does(i, ask(sue, 'approve', { comment: '' })), events(i, ask(sue, 'approve', { comment: '' }))), [
      { do: 'deliver', mail: mail(1), attempt: 1 },
    ]);
    assert.equal(stageOf(does(does(i, ask(sue, 'approve', { comment: '' })), fact('delivered', { mail: mail(1) }))), 'DONE');
    const back = does(i, ask(sue, 'sendBack', { comment: 'shorter' }));
    assert.deepEqual([stageOf(back), holderOf(back), back.work.handed], ['DRAFT_SAVED', ada.agent, { by: sue.agent, comment: 'shorter' }]);
    assert.deepEqual(effects(back, events(i, ask(sue, 'sendBack', { comment: 'shorter' }))), [
      { do: 'tell', agent: ada.agent, mail: mail(1), what: 'sentBack' },
    ]);
    assert.equal(stageOf(does(i, ask(ada, 'undoSend', { mail: mail(1) }))), 'DRAFT_SAVED');
    assert.equal(refused(i, ask(sue, 'undoSend', { mail: mail(1) })), 'email.notOwner');
  },
  '[EM8] a mail server that says later is tried again after each wait; then the author is told': () => {
    const later = fact('deferred', { mail: mail(1), said: '451 later' });
    let i = gone();
    for (const wait of settings.waits) {
      i = does(i, later, 100);
      assert.deepEqual([due(i), stageOf(i)], [100 + wait, 'SENDING']);
      assert.equal(refused(i, system('tryAgain', { mail: mail(1) }), 99 + wait), 'interactions.notYet');
      assert.deepEqual(does(i, later, 101), i, 'said once');
      i = does(i, system('tryAgain', { mail: mail(1) }), 100 + wait);
    }
    assert.equal(i.work.outgoing[0]?.tries, 3);
    const told = events(i, later);
    assert.deepEqual(effects(does(i, later), told), [{ do: 'tell', agent: ada.agent, mail: mail(1), what: 'failed' }]);
    assert.deepEqual(
      [stageOf(does(i, later)), does(i, later).work.outgoing[0]?.failed],
      ['SEND_FAILED', { why: 'unreachable', said: '451 later' }],
    );
  },
  '[EM8] what is refused, or may have been delivered, is decided by its author: edit, retry or trust': () => {
    for (const [type, why] of [
      ['refused', 'refused'],
      ['deliveryUnknown', 'unknown'],
    ] as const) {
      const i = failed(type);
      assert.deepEqual([stageOf(i), i.work.outgoing[0]?.failed, due(i)], ['SEND_FAILED', { why, said: '550 no such user' }, null]);
      for (const by of [ada, sue]) {
        assert.deepEqual([stageOf(does(i, ask(by, 'edit'))), does(i, ask(by, 'edit')).work.outgoing], ['REPLYING', []]);
        assert.deepEqual(effects(does(i, ask(by, 'retry', { mail: mail(1) })), events(i, ask(by, 'retry', { mail: mail(1) }))), [
          { do: 'deliver', mail: mail(1), attempt: 1 },
        ]);
        const trusted = does(i, ask(by, 'markDone', { reason: 'reason-solved' }));
        assert.deepEqual([stageOf(trusted), trusted.work.outgoing], ['DONE', []]);
      }
      for (const command of [ask(ben, 'edit'), ask(ben, 'retry', { mail: mail(1) }), ask(ben, 'markDone', { reason: 'reason-solved' })])
        assert.equal(refused(i, command), 'interactions.notAllowed');
      assert.equal(stageOf(does(i, fact('delivered', { mail: mail(1) }))), 'DONE', 'it was delivered after all');
    }
    for (const command of [ask(ada, 'edit'), ask(ada, 'retry', { mail: mail(1) }), ask(ada, 'markDone', { reason: 'reason-solved' })])
      assert.equal(refused(gone(), command), 'email.notFailed');
  },
  '[EM8] what is told of a mail that is not on its way changes nothing; a bounce is kept at any time': () => {
    for (const make of [...open, ...underWay])
      for (const type of ['delivered', 'deferred', 'refused', 'deliveryUnknown']) {
        const told = fact(type, { mail: mail('strange'), said: '' });
        assert.deepEqual(events(make(), told), [{ type: 'interaction.noted', fact: type }]);
      }
    assert.deepEqual(does(sent(), fact('delivered', { mail: mail(1) })), sent(), 'what is held has not left');
    for (const make of [...open, ...underWay])
      assert.deepEqual(events(make(), fact('bounced', { mail: mail(1), said: '5.1.1' })), [
        { type: 'email.bounced', mail: mail(1), said: '5.1.1' },
      ]);
    const onItsWay = all(writing(), ask(ada, 'interimSend', { mail: mail(1) }), ask(ada, 'reply', { what: 'reply' }));
    for (const type of ['send', 'interimSend']) assert.equal(refused(onItsWay, ask(ada, type, { mail: mail(1) })), 'email.sentAlready');
  },
  '[EM10] with a disposition whoever has answered or closed it is done at once, else they wrap up': () => {
    assert.deepEqual([part(gone(), ada), ownerOf(gone()), part(gone({}), ada)], ['done', null, 'wrapUp']);
    assert.equal(stageOf(does(gone(), fact('delivered', { mail: mail(1) }))), 'DONE');
    assert.equal(stageOf(does(gone({}), fact('delivered', { mail: mail(1) }))), 'WRAP_UP');
    assert.equal(
      stageOf(all(gone({}), ask(ada, 'submitWrapUp', { reason: 'reason-solved' }), fact('delivered', { mail: mail(1) }))),
      'DONE',
    );
    const before = does(does(writing(), ask(ada, 'chooseReason', { reason: 'reason-spam' })), ask(ada, 'send', { mail: mail(1) }));
    assert.equal(part(does(before, system('dispatch', { mail: mail(1) }), 60), ada), 'done', 'chosen beforehand');
    assert.deepEqual([stageOf(closed()), stageOf(wrapUp())], ['DONE', 'WRAP_UP']);
    for (const type of ['send', 'closeWithoutReply'])
      assert.equal(
        refused(type === 'send' ? writing() : reading(), ask(ada, type, { mail: mail(1), reason: 'no such' })),
        'interactions.unknownReason',
      );
    const withDraft = all(writing(), ask(ada, 'transfer', { to: ben.agent, until: 100, comment: '' }), ask(ben, 'accept'));
    assert.equal(refused(withDraft, ask(ben, 'closeWithoutReply')), 'email.draftFirst');
    assert.equal(does(withDraft, ask(ben, 'discard')).work.draft, false);
  },
  '[EM11] answers do not cross what has come meanwhile, unless whoever sends is sure': () => {
    const i = does(writing(), fact('arrived', { mail: mail('in') }));
    for (const type of ['send', 'interimSend']) {
      assert.equal(refused(i, ask(ada, type, { mail: mail(1), seen: 1 })), 'email.crossed');
      for (const knowing of [{ seen: 2 }, { seen: 1, sure: true }, {}])
        assert.ok(!isRefused(decide(i, ask(ada, type, { mail: mail(1), ...knowing }), 50)));
    }
  },
  '[EM12] who sees all work ends what waits; in a workbin its holder does; with a disposition': () => {
    const done = (by: Person, reason = 'reason-spam') => ask(by, 'markDone', { reason });
    assert.equal(refused(queued(), done(ada)), 'interactions.notAllowed');
    assert.deepEqual(does(queued(), done(sue)).work.settled, { by: sue.agent, reason: 'reason-spam' });
    for (const by of [ada, sue]) assert.equal(stageOf(does(shelved(), done(by))), 'DONE');
    assert.equal(refused(shelved(), done(ben)), 'interactions.notAllowed');
    assert.equal(refused(shelved(), done(ada, 'no such')), 'interactions.unknownReason');
  },
  '[EM272] closed without a reply: with a disposition, held so that it can be taken back; then handled, and not replied': () => {
    assert.equal(refused(reading(), ask(ada, 'closeWithoutReply')), 'interactions.chooseReason');
    const chosen = does(reading(), ask(ada, 'chooseReason', { reason: 'reason-solved' }));
    assert.equal(stageOf(does(chosen, ask(ada, 'closeWithoutReply'))), 'CLOSING');
    assert.deepEqual([due(closing()), ownerOf(closing()), overdue(closing(), 60)], [60, ada.agent, [system('closeDue')]]);
    const back = does(closing(), ask(ada, 'undoClose'), 59);
    assert.deepEqual([stageOf(back), ownerOf(back), due(back)], ['IN_PROGRESS', ada.agent, null]);
    assert.deepEqual(
      [
        refused(closing(), ask(ada, 'undoClose'), 60),
        refused(closing(), ask(ben, 'undoClose')),
        refused(closing(), system('closeDue'), 59),
        refused(closed(), ask(ada, 'undoClose'), 61),
      ],
      ['email.closedAlready', 'email.notOwner', 'interactions.notYet', 'email.closedAlready'],
    );
    assert.deepEqual([stageOf(closed()), closed().work.unanswered], ['DONE', { by: ada.agent, reason: 'reason-spam' }]);
    const other = does(closing(), ask(ada, 'chooseReason', { reason: 'reason-solved' }));
    assert.equal(does(other, system('closeDue'), 60).work.unanswered?.reason, 'reason-solved', 'as chosen meanwhile');
    const came = does(closing(), fact('arrived', { mail: mail('in') }));
    assert.deepEqual([stageOf(came), came.work.came], ['IN_PROGRESS', 2], 'who wrote meanwhile is read first');
    for (const type of ['ownerLost', 'giveBack'])
      assert.equal(stageOf(does(closing(), system(type, { agent: ada.agent }))), 'DONE', 'who is gone takes nothing back');
  },
  '[EM270] what waits is settled, or its disposition noted, without being taken; where somebody was faster they are told': () => {
    const said = (by: Person, reason: string) => ask(by, 'dispose', { reason });
    for (const by of [ada, sue]) {
      const over = does(queued(), said(by, 'reason-solved'));
      assert.deepEqual([stageOf(over), over.work.settled, part(over, by)], ['DONE', { by: by.agent, reason: 'reason-solved' }, undefined]);
      const waits = does(queued(), said(by, 'reason-spam'));
      assert.deepEqual([waits.at, waits.work.disposed], [queued().at, { by: by.agent, reason: 'reason-spam' }]);
    }
    assert.deepEqual(stageOf(does(queued({ final: [] }), said(ada, 'reason-solved'))), 'QUEUED');
    assert.deepEqual(
      [refused(queued(), said(eve, 'reason-solved')), refused(queued(), said(ada, 'no such'))],
      ['interactions.notAllowed', 'interactions.unknownReason'],
    );
    for (const make of [offered, reading, writing, shelved, drafted, ...underWay])
      for (const command of [said(ben, 'reason-solved'), ask(ben, 'take')]) assert.equal(refused(make(), command), 'email.takenAlready');
  },
  '[EM12] a draft is dropped: of an answer the mail stays, of a new mail nothing': () => {
    assert.deepEqual(
      [stageOf(does(drafted(), ask(ada, 'deleteDraft'))), does(drafted(), ask(ada, 'deleteDraft')).work.draft],
      ['IN_WORKBIN', false],
    );
    assert.deepEqual(
      [stageOf(does(writing(), ask(ada, 'discard'))), stageOf(does(composing(), ask(ada, 'discard')))],
      ['IN_PROGRESS', 'DONE'],
    );
    assert.equal(stageOf(all(composing(), ask(ada, 'saveDraft'), ask(ada, 'deleteDraft'))), 'DONE');
    assert.equal(refused(drafted(), ask(ben, 'deleteDraft')), 'interactions.notAllowed');
    assert.equal(refused(reading(), ask(ada, 'discard')), 'interactions.notNow');
  },
  '[EM13] a button works where the rules would accept it, and says why not': () => {
    const of = (i: Email, by: Person) => controls(i, by, 50);
    assert.deepEqual(of(reading(), ada).send, { visible: true, enabled: false, why: 'interactions.notNow' });
    assert.deepEqual([of(reading(), ada).reply.enabled, of(reading(), ben).reply.visible], [true, false]);
    assert.deepEqual(
      [of(writing(), ada).send.enabled, of(sent(), ada).undoSend.enabled, of(failed(), ada).retry.enabled],
      [true, true, true],
    );
    assert.deepEqual([of(reviewed(), sue).approve.enabled, of(reviewed(), ben).approve.visible], [true, false]);
    assert.deepEqual(
      [of(wrapUp(), ada).submitWrapUp.enabled, of(queued(), sue).markDone.enabled, of(queued(), ada).take.enabled],
      [true, true, true],
    );
    for (const make of [...open, ...underWay])
      for (const by of people) for (const one of Object.values(of(make(), by))) assert.equal(one.enabled, one.why === null);
  },
  '[EM1] what nobody has written to us is written by whoever has it': () => {
    assert.deepEqual([stageOf(composing()), composing().work.doing], ['REPLYING', { doing: 'writing', what: 'new' }]);
    const back = all(composing(), system('giveBack', { agent: ada.agent }), ask(ben, 'take'));
    assert.deepEqual(back.work.doing, { doing: 'writing', what: 'new' });
    assert.equal(does(closed(), system('forget')).work.handed, null);
  },
};
