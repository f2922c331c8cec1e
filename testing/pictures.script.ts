/** A customer of the scene: who they are, and what is said; lines of the agent begin with "> ". */
export interface Part {
  readonly name: string;
  readonly email: string;
  readonly subject: string;
  readonly talk: readonly string[];
}
/** A believable hour at the shop, in one language. */
export interface Script {
  readonly first: Part;
  readonly main: Part;
  readonly meanwhile: string;
  readonly notes: string;
  readonly disposition: string;
}

/** What is played for the pictures. */
export const scripts: Readonly<Record<'en' | 'de', Script>> = {
  en: {
    first: {
      name: 'Noah Fischer',
      email: 'noah.fischer@example.com',
      subject: 'A strap of my Tern 38 has torn. Can you repair it?',
      talk: [
        '> Hello Noah, I am sorry to hear that. Yes, our workshop sews straps, at no cost within ten years.',
        '> Could you send me a photo of the seam and your order number?',
      ],
    },
    main: {
      name: 'Eva Hansen',
      email: 'eva.hansen@example.com',
      subject: 'Is the Skerry 2 steady enough for a week on a windy island?',
      talk: [
        '> Hello Eva! Yes. We left it on our pier through two storms, up to 75 km/h, and it stood.',
        '> For sandy ground take the wide pegs, though. The ones in the bag are made for grass.',
        'Good to know. Do the wide pegs come with it, or do I have to order them?',
        '> They are extra: €12 for a set of eight. Ordered today before 15:00, both arrive on Friday.',
        'Perfect, we leave on Saturday morning.',
        '> Then that works. Shall I add the pegs to your order?',
        'Yes please! And can I send the tent back if it is too small for the two of us?',
      ],
    },
    meanwhile: 'Here it is: order HO-20418. I will take the photo in daylight.',
    notes: 'Skerry 2 and a set of wide pegs, needed by Friday. Explained 60 days to try it.',
    disposition: 'Problem solved',
  },
  de: {
    first: {
      name: 'Noah Fischer',
      email: 'noah.fischer@example.com',
      subject: 'An meinem Tern 38 ist ein Gurt gerissen. Reparieren Sie das?',
      talk: [
        '> Guten Tag, Herr Fischer, das tut mir leid. Ja, unsere Werkstatt näht Gurte, zehn Jahre lang kostenlos.',
        '> Schicken Sie mir bitte ein Foto der Naht und Ihre Bestellnummer?',
      ],
    },
    main: {
      name: 'Eva Hansen',
      email: 'eva.hansen@example.com',
      subject: 'Hält das Skerry 2 eine Woche auf einer windigen Insel aus?',
      talk: [
        '> Guten Tag, Frau Hansen! Ja. Auf unserem Steg hat es zwei Stürme bis 75 km/h überstanden.',
        '> Für Sandboden empfehle ich aber die breiten Heringe, die im Beutel sind für Wiese gemacht.',
        'Gut zu wissen. Sind die breiten dabei, oder muss ich sie dazubestellen?',
        '> Sie kosten 12 € je acht Stück. Wenn Sie heute vor 15 Uhr bestellen, ist beides am Freitag da.',
        'Perfekt, wir fahren am Samstagmorgen.',
        '> Dann passt es. Soll ich die Heringe zu Ihrer Bestellung legen?',
        'Ja, gern! Kann ich das Zelt zurückgeben, wenn es für uns zwei zu klein ist?',
      ],
    },
    meanwhile: 'Hier ist sie: Bestellung HO-20418. Das Foto mache ich bei Tageslicht.',
    notes: 'Skerry 2 und breite Heringe, bis Freitag nötig. 60 Tage zum Ausprobieren erklärt.',
    disposition: 'Problem gelöst',
  },
};
