/** The platforms whose tokens we know by name; `other` is whatever the receiver makes of it. */
export const pushKinds = ['apns', 'fcm', 'other'] as const;

/** An app of a customer, as its platform names it. */
export interface PushTarget {
  readonly kind: (typeof pushKinds)[number];
  readonly token: string;
}
/** A customer whom no socket reaches has got a message. It says that, never what was written. [CH91] */
export interface PushNotice {
  /** The same for another try. */
  readonly id: string;
  readonly tenant: string;
  readonly widget: string;
  readonly interaction: string;
  /** Who has written, as customers know them. */
  readonly from: string;
  readonly at: number;
  readonly to: PushTarget;
}
/** Tells an app of a customer; `gone`: there is no such app any more. Throws when it could not be told now. */
export type Push = (url: string, notice: PushNotice) => Promise<'told' | 'gone'>;
