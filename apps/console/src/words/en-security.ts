/** Second factor and confirmation. */
export const enSecurity = {
  'sign-in.code': 'Code',
  'sign-in.code-hint': 'The six figures in your authenticator, or a recovery code if it is not at hand',
  'confirm.title': 'Please show again that it is you',
  'confirm.why':
    'This is asked before approving, issuing and collecting. What you typed is kept and then sent.',
  'confirm.either': 'Give the password or a code, either will do.',
  'confirm.go': 'Confirm and go on',
  'confirm.stay': 'Do not send yet',
  'security.title': 'Second factor',
  'security.what':
    'Signing in takes a code of your telephone beside the password, which others may have seen.',
  'security.must': 'Your role needs a second factor before anything else.',
  'security.is-off': 'Not set up yet.',
  'security.is-on': 'Set up on {{when}}; {{left}} recovery codes are left.',
  'security.begin': 'Set up a second factor',
  'security.replace': 'Use another authenticator',
  'security.next': 'Next',
  'security.scan': 'Scan this with an authenticator, or type the key into it:',
  'security.qr': 'QR code for the authenticator',
  'security.then': 'Then type the six figures that it shows:',
  'security.finish': 'Finish',
  'security.recovery': 'Recovery codes: shown this once, each good once',
  'security.keep': 'Print them or write them down. They open instead of a code when the telephone is lost.',
  'security.copy': 'Copy all recovery codes',
  'security.kept': 'I have kept them, go on',
  'security.back': 'Back to the desk',
} as const;
