import type { Words } from '../words';

export const controls: Words['controls'] = {
  what: 'Was Tasten und Maus tun. Während Text eingegeben wird, sind Tasten Buchstaben.',
  keySet: 'Tastensatz',
  keySetHint: 'Ein anderer Satz beginnt von vorn: Ihre eigenen Änderungen an den Tasten entfallen.',
  resetAll: 'Alle Tasten und die Maus zurücksetzen',

  leftHint: 'Bis ein anderes Werkzeug gewählt wird.',
  wheelHint: 'Mit Ctrl tut es das andere.',
  wheelUses: { scroll: 'Durch die Schichten blättern', zoom: 'Zum Mauszeiger zoomen' },

  keys: 'Tasten',
  howToChange: 'Klicken Sie auf eine Taste, um sie zu ändern, und drücken Sie dann die gewünschte.',
  pressKeyFor: (command) => `Taste drücken für: ${command}`,
  pressKey: 'Taste drücken … Esc: wie zuvor',
  change: (key, command) => `${key} ändern: ${command}`,
  takeAway: (key, command) => `${key} entfernen: ${command}`,
  add: (command) => `Taste hinzufügen: ${command}`,
  isKeyFor: (key, command) => `${key} ist die Taste für: ${command}.`,
  takeOver: 'Übernehmen',
  leaveThere: 'Dort lassen',
  reset: 'Zurücksetzen',
  resetKeysOf: (command) => `Zurücksetzen: ${command}`,
};
