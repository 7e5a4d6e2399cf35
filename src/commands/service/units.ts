/** A systemd user unit that runs these words. */
export function systemdUnit(words: readonly string[]): string {
  return `[Unit]
Description=oktsec: dashboard, API and webhooks

[Service]
ExecStart=${words.map(systemdWord).join(' ')}
Restart=on-failure
NoNewPrivileges=true
UMask=0077

[Install]
WantedBy=default.target
`;
}

/** A launchd agent that runs these words. */
export function launchdPlist(words: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>dev.oktsec.serve</string>
  <key>ProgramArguments</key>
  <array>
${words.map((word) => `    <string>${xml(word)}</string>`).join('\n')}
  </array>
  <key>RunAtLoad</key><true/>
  <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>
</dict>
</plist>
`;
}

/** Quoted, with what systemd would replace written twice. */
function systemdWord(word: string): string {
  return `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
