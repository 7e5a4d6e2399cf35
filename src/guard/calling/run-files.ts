/** Files that somebody runs who does not look: at a login, by a program's start, by a build, at a time, by a client, by an agent. */
const NAMES: ReadonlySet<string> = new Set(
  (
    '.envrc pip.conf pip.ini .condarc .xinitrc .xprofile .gitconfig .npmrc .yarnrc .yarnrc.yml .vimrc .gvimrc .exrc .emacs .tmux.conf .screenrc .inputrc .rprofile .irbrc ' +
    '.pryrc .pythonrc .pythonrc.py .gdbinit .lldbinit .psqlrc .sqliterc .zprofile .zlogin .zlogout .zshenv .profile init.vim init.lua init.el ' +
    'config.fish crontab sudoers authorized_keys authorized_keys2 package.json composer.json setup.py setup.cfg pyproject.toml conftest.py ' +
    'sitecustomize.py usercustomize.py noxfile.py tox.ini makefile gnumakefile justfile rakefile gemfile podfile procfile brewfile dangerfile ' +
    'jenkinsfile vagrantfile cmakelists.txt build.rs build.gradle build.gradle.kts binding.gyp taskfile.yml taskfile.yaml .gitlab-ci.yml ' +
    '.travis.yml .pre-commit-config.yaml lefthook.yml azure-pipelines.yml bitbucket-pipelines.yml buildspec.yml cloudbuild.yaml ' +
    '.mcp.json mcp.json settings.json settings.local.json tasks.json launch.json hooks.json devcontainer.json claude_desktop_config.json ' +
    'claude.md agents.md gemini.md skill.md copilot-instructions.md .cursorrules .windsurfrules .clinerules memory.md'
  ).split(' '),
);
const FOLDERS: ReadonlySet<string> = new Set(
  (
    'hooks .hooks .husky .git .ssh .github .circleci .claude .cursor .vscode cron cron.d cron.daily cron.hourly cron.weekly cron.monthly crontabs ' +
    'autostart startup launchagents launchdaemons systemd init.d rc.d profile.d sudoers.d conf.d bin sbin etc'
  ).split(' '),
);
const ENDINGS: ReadonlySet<string> = new Set(
  (
    'sh bash zsh fish ksh csh tcsh ps1 psm1 psd1 bat cmd command vbs vbe wsf hta scpt applescript reg service timer socket plist desktop lnk pth ' +
    'mdc'
  ).split(' '),
);
/** `.bashrc`, `.bash_login`, `.zshrc.local` and the like. */
const SHELL_START = /^\.(?:bash|zsh|ksh|csh|tcsh)/;

/** Whether what is written into a file may run without anybody asking for it. @param path as a tool is given it, of any system */
export function isRun(path: string): boolean {
  const steps = path.trim().toLowerCase().replaceAll('\\', '/').split('/');
  const name = steps.pop() ?? '';
  if (NAMES.has(name) || SHELL_START.test(name) || steps.some((step) => FOLDERS.has(step))) return true;
  return ENDINGS.has(name.slice(name.lastIndexOf('.') + 1)) && name.includes('.');
}
