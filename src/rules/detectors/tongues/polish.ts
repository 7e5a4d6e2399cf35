import { wording } from '../../wording.ts';
import type { LatinTongue } from './tongue.ts';

export const POLISH: LatinTongue = {
  marks: `
    hasla hasel haslo klucz poswiadcz uwierzytel rozmow srodowisk instrukcj systemow polecen wytyczn zasad uzytkown
    ogranicz filtrow cenzury zatwierdz zgode zgody potwierdz zezwol pamieta pamieci zawsze asysten zadani wyslij
    przelej`,
  conceal: wording`
    nie (?:mow\w{0,3}|powiedz\w{0,2}|wspomin\w{1,4}|inform\w{1,5}|powiadami\w{1,3}|zdradz\w{1,3}|pokazuj\w{0,2}|
    ujawni\w{1,3}|opowiad\w{1,3}|zglasz\w{1,3})|bez (?:informowania|powiadamiania|mowienia|wiedzy|wspominania)|
    w tajemnicy|ukryj|potajemnie|po cichu`,
  user: 'uzytkowni(?:k|ka|kowi|kiem|cy|kom)|wlasciciel\\w{0,3}|klient\\w{0,4}',
  this: wording`
    o tym|tego|nic|niczego|o niczym|ani slowa|t(?:ej|ych|ym) (?:instrukcj|czynnosc|operacj|wiadomosc|krok)\w{0,3}`,
  send: wording`
    (?<!\bnie |\bnigdy )(?:wysl(?:ij|ac|ijcie)|wyslij|przesl(?:ij|ac)|przeslij|przekaz\w{0,2}|wrzuc|zaladuj|opublikuj|
    skopiuj|kopiuj|dolacz|wklej|eksportuj|udostepnij|wysylaj|przesylaj|kopiowac|wysylac|przesylac)`,
  secret: wording`
    has(?:la|el|lami|lo)|klucz\w{0,3} (?:api|prywatn\w{1,3}|dostepu|ssh|dostepow\w{1,2})|poswiadcze\w{1,4}|dane (?:
    logowania|uwierzytelniajace|karty|kart|bankowe)|token\w{0,3} (?:dostepu|sesji|api)|sekret\w{1,3}|
    zmienn\w{1,3} srodowiskow\w{1,3}|fraz\w odzyskiwania|(?:cala|calej) (?:rozmow\w|konwersacj\w)|histori\w rozmowy|
    tresc rozmowy`,
  beforeReply: 'zanim (?:odpowiesz|uzyjesz|wywolasz)|przed udzieleniem odpowiedzi',
  inReply: 'w (?:swojej |nastepnej )?odpowiedzi|jako (?:parametr|argument)',
  show: wording`
    pokaz|wyswietl|podaj|ujawnij|powtorz|wydrukuj|napisz|wypisz|skopiuj|wklej|zdradz|przetlumacz|strescj?|wymien|jak(?:
    i|ie) (?:jest|sa|byl\w)`,
  ownPrompt: wording`
    (?:twoj\w{0,3}|swoj\w{0,3}|caly swoj|cale swoje) (?:\w{4,12} )?(?:prompt\w{0,2}|komunikat|wiadomosc|
    instrukcj\w{1,2}|wytyczn\w{1,2}|zasad\w?)(?: (?:systemow\w{1,3}|poczatkow\w{1,3}|ukryt\w{1,3}|
    wewnetrzn\w{1,3}))?|(?:systemow\w{1,2}|poczatkow\w{1,2}|ukryt\w{1,2}) (?:prompt|instrukcj\w)|instrukcje, ktore (?:
    dostales|otrzymales)`,
  fromNow: 'od (?:teraz|tej (?:pory|chwili)|dzis)|odtad|teraz',
  youAre: 'jestes|bedziesz|dzialaj jak|zachowuj sie jak|odpowiadaj jak|wcielasz sie|nie masz(?: juz)?|udawaj',
  unbound: wording`
    bez (?:\w{4,9} )?(?:ograniczen|limitow|filtrow|cenzury|zasad|regul)|nie (?:masz|obowiazuja cie|ma) (?:\w{4,9} )?(?:
    ograniczen\w?|limitow|filtrow|zasad\w?|regul\w?)|wolny od (?:\w{4,9} )?(?:ograniczen|zasad|filtrow)`,
  agent: wording`
    asysten(?:t|ta|tem|towi|cie|ci)|agen(?:t|ta|cie|ci) ai|ai|model(?:u|em)?(?: jezykow\w{1,3})?|chatbot\w{0,2}|bot|
    sztuczn\w{1,2} inteligencj\w`,
  wipe: '(?<!\\bnie |\\bnigdy )(?:usun|usunac|skasuj|skasowac|wykasuj|zniszcz|sformatuj|oproznij)',
  everything: 'wszystki\\w{1,2}|wszystko|cal\\w{1,3}|calkowicie',
  unasked: wording`
    bez (?:\w{4,9} )?(?:pytania|pytan|potwierdz|zgody|pozwolenia|zatwierdz|czekania|konsultacji)\w{0,6}|nie (?:trzeba|
    musisz|ma potrzeby|potrzeba|pytaj|nalezy) ?(?:\w{1,10} ){0,2}(?:pyta|potwierdz|zgod|zatwierdz|pozwol|
    konsult)\w{0,6}|nie pytaj`,
  authority: wording`
    administrator\w{0,3}|uzytkownik|zespol (?:ds\. )?bezpieczenstwa|dyrekcja|zarzad|dzial (?:it|techniczny|
    bezpieczenstwa)|wlasciciel|wsparcie|przelozony|deweloper\w{0,2}|kierownik|szef`,
  approved: wording`
    (?:juz )?(?:zatwierdzil[ai]?|zaakceptowal[ai]?|autoryzowal[ai]?|potwierdzil[ai]?|wyrazil[ai]? zgode|zezwolil[ai]?)|
    (?:juz )?(?:jest|zostal\w{0,2}) (?:juz )?(?:zatwierdzon|zaakceptowan|autoryzowan|potwierdzon)\w{1,2}`,
  remember: wording`
    zapamieta\w{1,2}|pamietaj|nie zapomnij|(?:zapisz|dodaj|zachowaj) (?:\w{2,6} ){0,3}(?:w|do) (?:swojej )?pamieci`,
  always: wording`
    zawsze|odtad|za kazdym razem|(?:we )?wszystkich (?:sesjach|rozmowach)|na stale|w przyszlosci|przyszl\w{1,3} \w{5,15}`,
  forAgent: wording`
    (?:nowe |nowa )?(?:zadani[ea]|instrukcj[ae]|uwaga|notatka|wiadomosc|polecenie|rozkaz)(?: \w{4,11})? (?:dla|do) (?:
    \w{4,11} )?(?:asystent|agent|ai|model|bot|chatbot|sztucznej)\w{0,3}|(?:jesli|jezeli) jestes (?:\w{3,12} )?(?:ai|
    asystentem|agentem|modelem|botem|chatbotem|sztuczna)|(?:asystencie|agencie)(?: ai)?[:,]`,
  pay: 'przelej|zaplac|oplac|kup|zamow|wykonaj (?:przelew|platnosc|zakup)',
  reset: 'zresetow\\w{1,4}|odzyska\\w{1,4}|zmien\\w{1,3} haslo|zapomnia\\w{1,4}|przywroc\\w{0,3}',
};
