import { wording } from '../../wording.ts';
import type { LatinTongue } from './tongue.ts';

export const VIETNAMESE: LatinTongue = {
  marks: `
    khau khoa nhap chuyen thoai nhac huong thong nguoi gioi duyet thuan buoc nhiem luon thanh`,
  conceal: wording`
    (?:dung|khong duoc|khong|cho) (?:bao gio )?(?:noi|ke|bao|thong bao|tiet lo|de cap|nhac)|(?:dung|khong) cho [^.!?]{0,20}biet|ma khong (?:noi|bao|
    thong bao)|giau|bi mat|am tham|len lut`,
  user: 'nguoi dung|nguoi su dung|chu so huu|khach hang|chu nhan',
  this: 've (?:dieu|viec) nay|dieu nay|viec nay|(?:buoc|tin nhan|chi thi|huong dan) nay|gi ca|bat cu dieu gi',
  send: wording`
    (?<!\bdung |\bkhong )(?:gui|chuyen tiep|tai len|dang len|sao chep|chep|dinh kem|dan|xuat|chia se|day len)`,
  secret: wording`
    mat khau|(?:khoa|ma) (?:api|rieng tu|bi mat|truy cap|ssh|rieng)|thong tin (?:dang nhap|the|ngan hang|tai khoan)|
    token|ma thong bao|bien moi truong|so the|cum tu khoi phuc|(?:toan bo|noi dung|lich su) (?:cuoc )?(?:tro chuyen|
    hoi thoai)`,
  beforeReply: 'truoc khi (?:tra loi|phan hoi|su dung cong cu|goi)',
  inReply: 'trong (?:cau )?(?:tra loi|phan hoi)|lam tham so',
  show: wording`
    hien thi|cho (?:toi|xem|biet)|tiet lo|lap lai|nhac lai|in ra|viet|sao chep|dan|dua ra|dich|tom tat|liet ke|la gi`,
  ownPrompt: wording`
    (?:loi nhac|huong dan|chi thi|thong diep|cau lenh|prompt) (?:he thong|ban dau|goc|an|noi bo|bi mat)(?: cua (?:ban|
    minh))?|prompt cua ban|huong dan (?:ma )?ban (?:da )?nhan`,
  fromNow: '(?:tu|ke tu) (?:bay gio|gio|nay|luc nay|hom nay)|bay gio',
  youAre: 'ban (?:la|se la|khong (?:con|co)|dong vai)|hay (?:dong vai|hanh dong nhu|tra loi nhu)',
  unbound: wording`
    (?:khong|khong con|khong he) (?:co |bi )?(?:bat ky |bat cu )?(?:gioi han|han che|rang buoc|bo loc|kiem duyet|
    quy tac)|vo han che`,
  agent: 'tro ly(?: ai)?|tac (?:nhan|tu)(?: ai)?|ai|mo hinh(?: ngon ngu)?|chatbot|bot|tri tue nhan tao',
  wipe: '(?<!\\bdung |\\bkhong )(?:xoa|huy|tieu huy|dinh dang)',
  everything: 'tat ca|toan bo|moi|het',
  unasked: wording`
    (?:khong|dung|ma khong|chang) (?:can |phai |duoc )?(?:xac nhan|hoi|xin phep|cho phep|phe duyet|cho xac nhan|can hoi)`,
  authority: wording`
    quan tri vien|nguoi dung|(?:doi|nhom|bo phan) (?:an ninh|bao mat|ky thuat|it)|ban giam doc|chu so huu|ho tro|
    quan ly|nha phat trien|cap tren`,
  approved: '(?:da|duoc) (?:phe duyet|chap thuan|cho phep|xac nhan|dong y|uy quyen)',
  remember: '(?:hay )?(?:ghi nho|nho rang|nho la|luu vao bo nho|them vao bo nho)|dung quen',
  always: wording`
    luon(?: luon| phai)?|moi (?:lan|phien|cuoc)|tat ca (?:cac )?(?:phien|cuoc)|vinh vien|trong tuong lai|tu (?:nay|
    bay gio)(?: tro di)?`,
  forAgent: wording`
    (?:nhiem vu|huong dan|chi thi|luu y|ghi chu|thong bao|tin nhan|menh lenh)(?: moi| quan trong)? (?:cho|danh cho|gui|
    toi|den) (?:cac |moi )?(?:tro ly|tac nhan|ai|mo hinh|bot|chatbot|tri tue)|neu ban la (?:mot )?(?:ai|tro ly|
    tac nhan|mo hinh|bot|chatbot)`,
  pay: 'chuyen (?:khoan|tien|\\d)|thanh toan|mua|nap tien',
  reset: 'dat lai|khoi phuc|doi mat khau|thay doi mat khau|quen mat khau',
};
