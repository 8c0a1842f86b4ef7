/** The page of settings about keys and mouse. `command`: what a key does, as the sheet of keys says it. */
export const controls = {
  what: 'What the keys and the mouse do. While something is being typed, keys are letters.',
  keySet: 'Set of keys',
  keySetHint: 'Another set begins anew: your own changes to the keys go.',
  resetAll: 'Reset all keys and the mouse',

  leftHint: 'Until another tool is taken in hand.',
  wheelHint: 'With Ctrl it does the other.',
  wheelUses: { scroll: 'Scroll through the slices', zoom: 'Zoom to the pointer' },

  keys: 'Keys',
  howToChange: 'Press a key to change it, then the key that you want.',
  pressKeyFor: (command: string) => `Press a key for: ${command}`,
  pressKey: 'Press a key… Esc: as it was',
  change: (key: string, command: string) => `Change ${key}: ${command}`,
  takeAway: (key: string, command: string) => `Take ${key} away: ${command}`,
  add: (command: string) => `Add a key: ${command}`,
  isKeyFor: (key: string, command: string) => `${key} is the key for: ${command}.`,
  takeOver: 'Take it over',
  leaveThere: 'Leave it there',
  reset: 'Reset',
  resetKeysOf: (command: string) => `Reset: ${command}`,
};
