import { wording } from '../../wording.ts';
import type { LatinTongue } from './tongue.ts';

/** With Malay. */
export const INDONESIAN: LatinTongue = {
  marks: `
    sandi kredensial kunci rahasia laluan percakapan obrolan instruksi sistem tampilkan tunjukkan arahan pengguna
    batasan aturan sekatan setuju izinkan ingat selalu asisten tugas kirim bayar hapus`,
  conceal: wording`
    (?:jangan(?:lah)?|tidak usah|tanpa) (?:pernah )?(?:ber ?i ?tahu|memberi ?tahu|menceritakan|katakan|mengatakan|
    sebut(?:kan)?|menyebut(?:kan)?|laporkan|melaporkan|tunjukkan|bilang|beritakan|ungkap(?:kan)?|maklumkan)\w{0,3}|
    tanpa sepengetahuan|rahasiakan|sembunyikan|diam-diam`,
  user: 'pengguna|pemilik|pelanggan',
  this: 'ini|hal ini|tentang ini|apa ?pun|apa-apa|langkah ini|pesan ini',
  send: wording`
    (?<!\bjangan )(?:kirim(?:kan)?|mengirim(?:kan)?|teruskan|unggah|mengunggah|salin(?:kan)?|menyalin|tempel(?:kan)?|
    bagikan|lampirkan|hantar(?:kan)?|ekspor|publikasikan|muat naik)`,
  secret: wording`
    (?:kata ?)sandi|kata laluan|password|kunci (?:api|privat|pribadi|rahasia|akses|ssh)|kredensial|token (?:akses|sesi|
    api)|rahasia|variabel lingkungan|kuki sesi|(?:data|nomor) (?:kartu|bank|rekening)|frasa pemulihan|(?:seluruh|semua|
    riwayat|isi) (?:percakapan|obrolan)`,
  beforeReply: 'sebelum (?:menjawab|membalas|menggunakan alat|memanggil)',
  inReply: '(?:dalam|di) (?:jawaban|balasan)\\w{0,3}|sebagai (?:parameter|argumen)',
  show: wording`
    tampilkan|tunjukkan|sebutkan|ungkapkan|ulangi|cetak|tulis(?:kan)?|salin|tempel|berikan|beri tahu|terjemahkan|
    ringkas|daftar|apa (?:isi|saja)`,
  ownPrompt: wording`
    (?:prompt|pesan|instruksi|arahan|perintah) (?:sistem|awal|asli|tersembunyi|internal|rahasia) ?(?:kamu|anda|mu)?|(?:
    prompt|instruksi) (?:kamu|anda)|instruksimu|instruksi yang (?:kamu|anda) terima`,
  fromNow: 'mulai (?:sekarang|saat ini|hari ini)|sejak (?:sekarang|saat ini)|sekarang|dari sekarang',
  youAre: wording`
    (?:kamu|anda|engkau|kau) (?:adalah|sekarang|akan menjadi|tidak (?:punya|memiliki))|bertindaklah (?:seperti|
    sebagai)|berperan sebagai|jawab(?:lah)? sebagai`,
  unbound: wording`
    tanpa (?:\w{4,9} )?(?:batasan|pembatasan|batas|filter|sensor|aturan|sekatan)|tidak (?:punya|memiliki|ada) (?:
    \w{4,9} )?(?:batasan|pembatasan|filter|aturan|sekatan)|bebas dari (?:\w{4,9} )?(?:batasan|aturan|filter)`,
  agent: '(?:asisten|agen|model)(?: ai| bahasa)?|pembantu|ai|chatbot|bot|kecerdasan buatan',
  wipe: '(?<!\\bjangan )(?:hapus(?:kan)?|menghapus|buang|musnahkan|hancurkan|format|kosongkan|padam(?:kan)?)',
  everything: 'semua|seluruh|sepenuhnya',
  unasked: wording`
    tanpa (?:perlu )?(?:meminta|bertanya|menunggu|konfirmasi|persetujuan|izin|kebenaran)\w{0,4}|tidak perlu (?:
    \w{4,12} )?(?:bertanya|tanya|konfirmasi|persetujuan|izin|meminta|minta)|jangan (?:bertanya|tanya|minta (?:izin|
    konfirmasi|persetujuan))`,
  authority: wording`
    administrator|admin|pengguna|tim keamanan|manajemen|direksi|departemen (?:ti|it|keamanan)|pemilik|dukungan|atasan|
    pengembang|pentadbir`,
  approved: wording`
    (?:sudah|telah) (?:menyetujui|mengizinkan|disetujui|diizinkan|dikonfirmasi|mengonfirmasi|memberi(?:kan)? (?:izin|
    persetujuan)|setuju|meluluskan)`,
  remember: wording`
    ingat(?:lah)?|jangan lupa|hafalkan|(?:simpan|tambahkan|catat) (?:\w{2,9} ){0,3}(?:di|ke|dalam) (?:dalam )?(?:
    memori|ingatan)\w{0,2}`,
  always: wording`
    selalu|senantiasa|setiap (?:kali|sesi|percakapan)|semua (?:sesi|percakapan)|selamanya|di masa depan|mulai sekarang|
    secara permanen`,
  forAgent: wording`
    (?:tugas|instruksi|catatan|pesan|perhatian|perintah|arahan)(?: \w{4,9})? (?:untuk|kepada|bagi) (?:\w{4,9} )?(?:
    asisten|agen|ai|model|bot|chatbot|kecerdasan|pembantu)|jika (?:kamu|anda) (?:adalah )?(?:sebuah |seorang )?(?:ai|
    asisten|agen|model|bot|chatbot)|(?:asisten|agen) ai[:,]`,
  pay: wording`
    transfer(?:kan)?|bayar(?:kan)?|beli(?:kan)?|pesan(?:kan)? \d|setor(?:kan)?|lakukan (?:pembayaran|transfer|pembelian)`,
  reset: 'atur ulang|mengatur ulang|setel ulang|memulihkan|pulihkan|mengubah (?:kata )?sandi|lupa',
};
