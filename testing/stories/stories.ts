import { expect, test } from 'vitest';

/** An agent in a story, whatever they sit before: the API or a browser. `id` is the interaction. */
export interface StoryAgent {
  readonly login: string;
  goesReady(): Promise<void>;
  seesOffer(customer: string): Promise<string>;
  seesNoOffer(): Promise<void>;
  accepts(id: string): Promise<unknown>;
  rejects(id: string): Promise<unknown>;
  hears(id: string, text: string): Promise<unknown>;
  says(id: string, text: string): Promise<unknown>;
  notes(id: string, text: string): Promise<unknown>;
  ends(id: string): Promise<unknown>;
  wrapsUp(id: string, disposition: 'solved' | 'answered'): Promise<unknown>;
  hasNothingLeft(): Promise<unknown>;
  /** The messages on the screen, in order. */
  reads(id: string): Promise<readonly string[]>;
  isMissed(): Promise<unknown>;
  isNotReady(): Promise<unknown>;
  /** The browser is killed and opened again. */
  dies(): Promise<void>;
  comesBack(): Promise<void>;
}
/** A customer in a story. */
export interface StoryCustomer {
  startsChat(text: string): Promise<unknown>;
  says(text: string): Promise<unknown>;
  hears(text: string): Promise<unknown>;
  seesPlace(place: number): Promise<unknown>;
  seesAgent(name: string): Promise<unknown>;
  seesTheEnd(): Promise<unknown>;
  readsAll(): Promise<readonly string[]>;
}
/** Who plays, and the clock of the server. */
export interface Stage {
  agent(login: string): Promise<StoryAgent>;
  customer(name: string): Promise<StoryCustomer>;
  pass(ms: number): void;
  /** The owner of an interaction in the database, and everyone who has it open. */
  inDatabase(id: string): Promise<{
    readonly stage: string;
    readonly owners: readonly string[];
    readonly reason: string | null;
    readonly said: readonly string[];
  }>;
  /** Both try at the same moment; answers how many were let. */
  race(agents: readonly StoryAgent[], id: string): Promise<number>;
}

/** The stories of first contact. Each runs against the API and in a browser. */
export function stories(begin: () => Promise<Stage & { close(): Promise<void> }>): void {
  const tell = (title: string, story: (stage: Stage) => Promise<void>) =>
    test(title, async () => {
      const stage = await begin();
      try {
        await story(stage);
      } finally {
        await stage.close();
      }
    });

  tell('the whole chat, from the shop to the disposition [CH1] [CH2] [IN3] [IN5] [IN12]', async (stage) => {
    const anna = await stage.agent('anna');
    const eva = await stage.customer('Eva');
    await eva.startsChat('Is the red tent waterproof?');
    await eva.seesPlace(1);
    await eva.says('I need it on Friday.');
    await anna.goesReady();
    const id = await anna.seesOffer('Eva');
    await anna.accepts(id);
    await eva.seesAgent('Anna');
    await anna.hears(id, 'I need it on Friday.');
    await anna.says(id, 'Yes, it is.');
    await eva.hears('Yes, it is.');
    await eva.says('Great, thank you!');
    await anna.hears(id, 'Great, thank you!');
    await anna.notes(id, 'Wants the red tent by Friday.');
    await anna.ends(id);
    await eva.seesTheEnd();
    await anna.wrapsUp(id, 'solved');
    await anna.hasNothingLeft();
    const said = ['Is the red tent waterproof?', 'I need it on Friday.', 'Yes, it is.', 'Great, thank you!'];
    expect(await stage.inDatabase(id)).toEqual({ stage: 'closed', owners: [], reason: 'solved', said });
    expect(await eva.readsAll()).toEqual(said);
  });

  tell('a missed offer goes to the next agent and keeps its place; who missed it is told [AG4] [IN7] [IN8] [IN9]', async (stage) => {
    const anna = await stage.agent('anna');
    await anna.goesReady();
    stage.pass(1000); // Anna is idle longest
    const ben = await stage.agent('ben');
    await ben.goesReady();
    const eva = await stage.customer('Eva');
    await eva.startsChat('Hello?');
    const id = await anna.seesOffer('Eva');
    await ben.seesNoOffer();
    stage.pass(20_000);
    await anna.isMissed();
    expect(await ben.seesOffer('Eva')).toBe(id);
    await ben.accepts(id);
    await eva.seesAgent('Ben');
    expect((await stage.inDatabase(id)).owners).toEqual(['ben']);
  });

  tell('a rejected offer goes to another agent; who rejected it is Not Ready until they say otherwise [AG5] [IN8]', async (stage) => {
    const anna = await stage.agent('anna');
    await anna.goesReady();
    const eva = await stage.customer('Eva');
    await eva.startsChat('Hello?');
    const id = await anna.seesOffer('Eva');
    await anna.rejects(id);
    await anna.isNotReady();
    await eva.seesPlace(1);
    const ben = await stage.agent('ben');
    await ben.goesReady();
    expect(await ben.seesOffer('Eva')).toBe(id);
    await ben.accepts(id);
    await eva.seesAgent('Ben');
  });

  tell('two agents never own one chat [IN2] [IN3]', async (stage) => {
    const anna = await stage.agent('anna');
    const ben = await stage.agent('ben');
    await anna.goesReady();
    const eva = await stage.customer('Eva');
    await eva.startsChat('Who is there?');
    const id = await anna.seesOffer('Eva');
    await ben.goesReady();
    expect(await stage.race([anna, anna, ben, anna, ben], id)).toBe(1);
    await eva.seesAgent('Anna');
    expect((await stage.inDatabase(id)).owners).toEqual(['anna']);
    await ben.seesNoOffer();
  });

  tell("the agent's browser dies in mid-chat and comes back to the same conversation [CH1] [CH3]", async (stage) => {
    const anna = await stage.agent('anna');
    await anna.goesReady();
    const eva = await stage.customer('Eva');
    await eva.startsChat('Where is my order?');
    const id = await anna.seesOffer('Eva');
    await anna.accepts(id);
    await anna.says(id, 'I will look.');
    await eva.hears('I will look.');
    await anna.dies();
    await eva.says('Are you still there?');
    await anna.comesBack();
    await anna.hears(id, 'Are you still there?');
    await anna.says(id, 'I am back.');
    await eva.hears('I am back.');
    const said = ['Where is my order?', 'I will look.', 'Are you still there?', 'I am back.'];
    expect(await anna.reads(id)).toEqual(said);
    expect(await eva.readsAll()).toEqual(said);
    expect((await stage.inDatabase(id)).owners).toEqual(['anna']);
  });
}
