import { agents, type Call, type Doing, hasCustomer, isConference } from './call.ts';

/** The names of the machine SM-2a, read off the facts, so they cannot contradict who is on the line. */
export type Stage =
  | Early
  | 'DIALING'
  | 'TRANSFERRING'
  | 'POST_CALL'
  | 'EXTERNAL'
  | 'RECOVERING'
  | 'CONNECTED'
  | 'HELD'
  | 'CONSULT_REQUESTED'
  | 'CONSULTING_CONSULT_ACTIVE'
  | 'CONSULTING_MAIN_ACTIVE'
  | 'CONFERENCE'
  | 'CONF_CONSULT_REQUESTED'
  | 'CONF_CONSULTING';
type Early = 'NEW' | 'IN_FLOW' | 'QUEUED' | 'PREVIEW' | 'OFFERED' | 'WRAP_UP' | 'CLOSED' | 'ABANDONED';

/** What an agent calls this moment. */
export function stageOf(i: Call): Stage {
  if (i.at.stage !== 'active') return beside(i);
  const { work } = i;
  const { doing } = work;
  if (doing.doing === 'dialing') return 'DIALING';
  if (doing.doing === 'transferring') return 'TRANSFERRING';
  if (!hasCustomer(work)) return 'POST_CALL';
  const here = agents(work.parties);
  if (!here.length) return 'EXTERNAL';
  if (isConference(work)) return conferring[doing.doing];
  if (here.every((p) => p.lost !== null)) return 'RECOVERING';
  return doing.doing === 'consulting' && doing.side === 'main' ? 'CONSULTING_MAIN_ACTIVE' : alone[doing.doing];
}

function beside({ at, work }: Call): Early {
  if (at.stage === 'offered') return at.back ? 'OFFERED' : 'PREVIEW';
  if (at.stage === 'closed') return at.outcome === 'abandoned' ? 'ABANDONED' : 'CLOSED';
  if (at.stage === 'arriving') return work.parties.length ? 'IN_FLOW' : 'NEW';
  return at.stage === 'queued' ? 'QUEUED' : 'WRAP_UP';
}

type Plain = Exclude<Doing['doing'], 'dialing' | 'transferring'>;
const alone: Record<Plain, Stage> = {
  waiting: 'CONNECTED',
  talking: 'CONNECTED',
  holding: 'HELD',
  asking: 'CONSULT_REQUESTED',
  consulting: 'CONSULTING_CONSULT_ACTIVE',
};
const conferring: Record<Plain, Stage> = {
  waiting: 'CONFERENCE',
  talking: 'CONFERENCE',
  holding: 'CONFERENCE',
  asking: 'CONF_CONSULT_REQUESTED',
  consulting: 'CONF_CONSULTING',
};
