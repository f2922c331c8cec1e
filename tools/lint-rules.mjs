/** `new Date()` reads the clock; `new Date(now)` does not. */
const noClock = {
  meta: { type: 'problem', messages: { clock: 'A pure file does not read the clock: time is a parameter.' } },
  create: (context) => ({
    NewExpression(node) {
      const readsClock = node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0;
      if (readsClock) context.report({ node, messageId: 'clock' });
    },
  }),
};

/** Our own rules for oxlint. */
export default { meta: { name: 'patchbay' }, rules: { 'no-clock': noClock } };
