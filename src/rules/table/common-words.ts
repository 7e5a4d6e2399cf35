/**
 * Words that documentation and source code hold often, by the binary logarithm of how often in a MiB: a literal that is
 * part of one of them is no rare literal, whatever its single symbols say.
 */
export const COMMON_WORDS: readonly (readonly [level: number, words: string])[] = [
  [
    3,
    `
      accepted according across active actually adds adler advanced alloc allowstale apis append appended applied
      applies argv around arrays assertions associated asymmetric attached attempt attribute attributes augmentation
      auto avoid basename basic beginning bench benchmarks better binary blocks bound brace browsers buffers
      byteoffset callbacks cancel capturing cause certain chain changed channels cidr clean clear clients codes coerce
      color comma comment comments commonjs comparison compat compatibility complete completed completion computed
      concat configured connected connections considered controller convert converted correct corresponding
      createerror creating cross cycles database datatracker decimal decoding define deflate deno depending described
      designed dest destination destroy detail detailed determine difference dirname disconnect display disposition
      dist draft drop ecdh editor effect element elements email emits encodings encrypted engine ensure entire enum
      equality errorcode etag eventsource eventtarget ever exactly except exclude exec expand expansion explicit
      explicitly exported extend extended fails fallback feature ffff fields finally finish finished flat float folder
      followed follows forwards free fresh fully func future general generates gets gitignore globsync graph greater
      groups guide handlers handling hashes hassubscribers high higher iana identical ignorecase ignores immediately
      included incoming indexof indicates infinity initialization inner inputs inside inspect integers intended
      interpreted invoked iteration keyof keytype known language lastindexof later leading least libraries lines links
      load localhost location loop lower makes mapped mappings maps mark matched matcher maxsize metadata metrics
      milliseconds minimal minor missing modified mtime needed nested network normal numbers numeric occur occurs
      omitted onerror onmessage operating optionally outside overridden override packagename packagesubpath padding
      pairs pako parses partial parts perform permissions pipeline platforms portion positive post preferred present
      prevent previous previously primary priority processes produce program rand readfilesync reading readlink reads
      real realpath receive record records redirect references refs registered reject rejected related release
      releases removes render repository representation represents requires reset resolves resolving resources rest
      resume retry returning runtime samples scheme search sending sensitive separate separator servers settimeout
      settings several share shared short signals signed simply sizes slashes slower small sort sources sourcetext
      spki split square stale startswith statement statuscode step streamable strictequal strong structure subject
      successful summary sure synchronously systems table tail tasks temporary term testing thing third three tool
      total tracingchannel treated trigger typically unicode unignored unref unsafe unsigned unsupported upgrade urls
      users usually utility validate variable wait ways webcrypto whatwg whitespace whole whose wiki wikipedia window
      workers workflow working works workspace wrap writing wrong yield zlib`,
  ],
  [
    4,
    `
      able abort aborted about above absolute accept accepts actual additional again against agent algorithms
      allocunsafe allow allowed allows alternative another answer anything appear application apply area ascii
      assertion asynchronously auth automatically back bash begin believe below bind bits blank block book bring
      browser built business byte bytelength cannot cases certificate changes charset chunk city classes closed codec
      come common community compare condition conditions config configuration connect connection consider constant
      contains contents continue control cookie copy could count creates createserver currently dear decide declare
      decode decoded deep deepequal defined delete dependencies dependency depth descriptor detect developer
      diagnostics diff different directly dirent disable doesn domain done door down during early education emitter
      enable enabled encode entries environment equivalent escape escaped eslint even every everything exact exception
      execution exist existing exists exit experimental express expressions extension extensions extra face fact fail
      failed fall family faster father features feel fill filter final find flag flags follow foot force fork form
      formats friend full further game generate generator girl give good great grow happen head health heap hear hello
      help helper history hold home hooks host hour house however idea identifier ietf implementation important
      includes including inclusive indicating info instanceof instances issue item items iter itself join just keep
      kill know label large lead learn leave left legacy less limit linux listen listeners listening literal little
      long longer look lookahead lookup lose love lrucache made major many mask math maximum means media meet meta
      might minute moment money month morning mother move mozilla much named native negative night nodes none nothing
      notification offer office openssl operation operations opts origin others over packages pages parsing part party
      passing password pathname people person pipe pkcs place plain platform play please plugins plus point posix
      power president prev private project projects prototype provide provides proxy pull query raise random ranges
      rather reach readdir readfile readme reason received recommended recursive remain remember remove removed
      replace report required research resolution resource results right room route rule rules running safe satisfy
      scope script second secret section security seem sell sent serve service session setheader sets setting shape
      shell show sign signature similar sincerely skip slash something space speak spec special specification
      specifies specify specifying spend stack stand standard started starting starts stat stay stdio still stop store
      story streams study subpath suggest super supplied supports symbolic synchronous syntax take takes talk teacher
      team tell thank their think those timeout times today together token tokens tomorrow trailing transform
      transport turn typedarray typeerror typename under underlying understand unexpected unique unless until update
      upon useful utils validation verify very walk want warning watch water week well went were what whom wildcard
      withfiletypes within word work world writable writes year yesterday young yours yourself zero`,
  ],
  [
    5,
    `
      email src= pnpm .env access actions added addresses after algorithm alias align already always arguments
      arraybuffer asynchronous available based because been behavior being between bigint both build calling calls
      catch change char character characters checks client close constants contain containing context created crypto
      custom defaults deprecated description details directories documentation each effects either emit emitted empty
      encoded entry equal errnoexception errors eventemitter events examples expect expected expression fetch field
      filename filepath following found generated global group handle handler hash header headers here hook hostname
      ignored imports include information instance integer internal into issues keys last latest level library list
      local make mapping matches matching memory messages methods middleware mime modules most multiple names
      namespace need never next npmjs once open order original otherwise output parameter parameters parent parsed
      parser pass patch paths patterns pending performance picomatch port position possible prefix protocol public
      publickey pure readable readonly reference regex regexp register regular relative requests resolved resolver
      root router schema semver send side signal simple single slice spawn specific specifier state static stats
      stderr stdout strict stringify strings style such supported switch symbol sync system tests them there these
      they through thrown throws title tools tostring trace tree tsconfig unknown usage user uses util valid versions
      where whether windows without would written`,
  ],
  [
    6,
    `
      http:// https://www. @gmail. model update also args argument assert await base before blob body break bytes
      cache call called channel child class command constructor content core create current date debug does exports
      fast files first format functions given glob have ignore image init install instead interface invalid javascript
      kind license like line link main match mode more must note objects offset optional other passed prints
      properties property provided push range read response returned runs same should size some specified support
      target task test text than then throw time typeof types typescript uint values while width worker write your`,
  ],
  [
    7,
    `
      address array async boolean callback check code directory docs else encoding example extends false href html
      http index input json length listener method module name nodejs only option package params parse pattern process
      promise request require resolve result returns server socket source start status stream used using version which`,
  ],
  [
    8,
    `
      buffer case console data default event export file github import message null object options param path since
      that true undefined value void when will with`,
  ],
  [9, 'const error from function https node number string type'],
  [10, 'https:// return this'],
];
