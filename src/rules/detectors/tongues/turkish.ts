import { wording } from '../../wording.ts';
import type { LatinTongue } from './tongue.ts';

export const TURKISH: LatinTongue = {
  marks: `
    parola sifre anahtar kimlik konusma sohbet talimat istem goster kullanic kisitla sinirla sinirsiz kuralsiz
    onayla onaya onayi yonetici hatirla unutma hafiza bellek asistan zekasi gorev gonder`,
  conceal: wording`
    (?:soyleme|bahsetme|bildirme|anlatma|gosterme|belirtme)(?:yin\w{0,3}|meli\w{0,3})?|(?:aciklama(?= ?[.!]|yin)|haber verme|bilgi verme|
    bilgilendirme(?= ?[.!]|yin))\w{0,4}|(?:haberi|bilgisi) olmadan|(?:soylemeden|bahsetmeden|bildirmeden|
    haber vermeden)|gizlice|gizli tut|sakla\b`,
  user: 'kullanici\\w{0,5}|sahib\\w{1,3}|musteri\\w{0,4}',
  this: wording`
    bun(?:u|dan|lari|lardan|un)|hic|hicbir sey\w{0,3}|bu (?:adim|islem|mesaj|talimat|metin|gorev)\w{0,5}|hakkinda`,
  send: wording`
    (?:gonder(?:in|iniz|ip|meli|melisin|mek)?|ilet(?:in|iniz|ip)?|yukle(?:yin|yip)?|kopyala(?:yin|yip|man|mak)?|
    paylas(?:in|ip)?|yapistir(?:in)?|ekle(?:yin|yip)?|yayinla(?:yin)?|aktar(?:in|ip)?|postala)`,
  secret: wording`
    parola\w{0,6}|sifre\w{0,6}|(?:api|ozel|gizli|erisim|ssh) anahtar\w{0,6}|kimlik bilgi\w{0,6}|(?:erisim|oturum|
    api) (?:jeton|token)\w{0,5}|ortam degisken\w{0,6}|oturum cerez\w{0,5}|(?:kart|banka|kredi karti) bilgi\w{0,6}|
    kurtarma ifadesi|(?:tum|butun) (?:konusma|sohbet)\w{0,5}|(?:konusma|sohbet) gecmisi\w{0,4}|sirlar\w{0,3}`,
  beforeReply: '(?:yanit|cevap) vermeden once|yanitlamadan once|cevaplamadan once|bu araci kullanmadan once',
  inReply: 'yanit(?:in)?da|cevab(?:in)?da|parametre olarak',
  show: wording`
    goster\w{0,4}|yaz(?:dir)?(?:in)?|soyle(?:yin)?|tekrarla(?:yin)?|acikla(?:yin)?|ver(?:in)?|paylas(?:in)?|kopyala|
    listele|cevir|ozetle|nedir|nelerdir`,
  ownPrompt: wording`
    (?:sistem (?:istemi|mesaj|talimat|komut|prompt)\w{0,8})|(?:ilk|gizli|dahili|asil) talimatlar\w{0,6}|
    sana verilen (?:tum )?talimat\w{0,7}|promptun\w{0,4}`,
  fromNow: 'bundan (?:sonra|boyle)|su andan itibaren|artik|simdi',
  youAre: wording`
    (?:asistan|yapay zeka|model|bot|agent)(?:i)?(?:sin|siniz)|gibi (?:davran|hareket et)|rolunu (?:ustlen|oyna)|(?:sen|
    siz)\b[^.!?]{0,60}\w{2,12}(?:sin|siniz)\b|yok(?:tur)?`,
  unbound: wording`
    (?:hicbir )?(?:kisitlama|sinirlama|sinir|filtre|kural|sansur)\w{0,4} ?(?:olmayan|olmadan|yok|bulunmayan|tanimayan|
    gecerli degil)|(?:kisitlama|sinir|filtre|kural|sansur)siz|sinirsiz`,
  agent: '(?:yapay zeka )?(?:asistan|ajan|model)\\w{0,5}|yapay zeka\\w{0,4}|sohbet botu|bot',
  wipe: '\\bsil(?:in|iniz|ip|mek)?\\b|yok et(?:in)?|kaldir(?:in)?|temizle(?:yin)?|bicimlendir',
  everything: 'tum|butun|her sey\\w{0,3}|hepsi\\w{0,4}|tamamen',
  unasked: wording`
    (?:onay|izin) (?:istemeden|almadan|beklemeden|sormadan|isteme|gerekmez|gerekmiyor|gerek yok)|sormadan|
    sormana gerek yok|sorman(?:iza)? gerek|tekrar sorma|onaya gerek|(?:onay|izin) (?:alman|istemen)\w{0,3} gerek|
    danismadan`,
  authority: wording`
    yonetici\w{0,3}|kullanici|guvenlik ekibi|yonetim|bt departmani|destek|sahibi|gelistirici\w{0,4}|mudur|patron`,
  approved: 'onayla(?:di|dilar|ndi|nmis|mis)\\w{0,3}|izin verdi\\w{0,3}|kabul etti|yetki verdi|onay verdi',
  remember: wording`
    hatirla\w{0,3}|unutma\w{0,3}|(?:hafizana|bellegine|hafizaya|bellege) (?:kaydet|ekle|yaz)|aklinda tut`,
  always: wording`
    her zaman|daima|surekli|her (?:seferinde|oturumda|konusmada)|bundan (?:sonra|boyle)|kalici olarak|gelecekteki`,
  forAgent: wording`
    (?:asistan|yapay zeka|ajan|model|bot)\w{0,5} (?:asistani \w{0,3})?(?:icin|yonelik) (?:yeni |onemli )?(?:gorev|
    talimat|not|mesaj|uyari)\w{0,4}|(?:eger )?(?:bir )?(?:yapay zeka|asistan|ajan|dil modeli|bot)(?:i)?(?:ysan|san|
    siniz)`,
  pay: wording`
    (?:para|dolar|euro|avro|lira|tl|\d) ?(?:gonder|havale et|aktar)|havale et|ode(?:me yap)?(?:yin)?|satin al`,
  reset: 'sifirla\\w{0,5}|degistir\\w{0,4}|kurtar\\w{0,4}|unuttu\\w{0,6}|yenile\\w{0,4}',
};
