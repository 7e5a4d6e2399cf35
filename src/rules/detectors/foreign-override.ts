import type { Span } from './span.ts';

/**
 * "Ignore the earlier instructions" where no Latin letter stands: a verb of letting go and the instructions, in the order of the
 * language, a few words apart.
 */
const OVERRIDES: readonly RegExp[] = [
  // Chinese
  /(?:忽略|无视|無視|忘记|忘記|不要理会|不理会|抛开|撇开|跳过)[^。！？\n]{0,14}(?:指令|指示|提示词?|要求|规则|規則|命令|说明|設定|设定)/g,
  // Japanese
  /(?:指示|命令|ルール|プロンプト|設定)[^。！？\n]{0,10}(?:無視|忘れ|破棄|取り消)/g,
  // Korean
  /(?:지시|명령|지침|규칙|프롬프트)[^.!?\n]{0,12}(?:무시|잊어|잊고|버려)/g,
  // Russian, Ukrainian
  /(?:игнорируй|проигнорируй|игнорировать|забудь|отбрось|отмени|не обращай внимания на|ігноруй|забудь)(?:те)?[^.!?\n]{0,24}(?:инструкци|указани|команд|правил|промпт|сказано|інструкці|вказівк)[а-яёіїє]{0,6}/gi,
  // Hindi
  /(?:निर्देश|आदेश|नियम)[^।!?\n]{0,16}(?:अनदेखा|अनदेखी|नज़रअंदाज़|नजरअंदाज|भूल|उपेक्षा)/g,
  // Bengali
  /(?:নির্দেশ|আদেশ|নিয়ম)[^।!?\n]{0,16}(?:উপেক্ষা|ভুলে|অগ্রাহ্য)/g,
  // Arabic
  /(?:تجاهل|تجاهلي|انسَ|انس|لا تتبع|تخطى|أهمل)[^.!؟\n]{0,24}(?:التعليمات|تعليمات|الأوامر|أوامر|القواعد|التوجيهات)/g,
  // Persian, Urdu
  /(?:دستورالعمل|دستورات|ہدایات|احکامات)[^.!؟\n]{0,20}(?:نادیده|فراموش|نظر انداز|بھول)/g,
  // Hebrew
  /(?:התעלם|התעלמי|תתעלם|שכח)[^.!?\n]{0,16}(?:ההוראות|הוראות|ההנחיות|הכללים)/g,
  // Greek
  /(?:αγνόησε|αγνοήστε|ξέχασε|ξεχάστε)[^.!;\n]{0,24}(?:οδηγίες|εντολές|κανόνες)/gi,
  // Thai
  /(?:เพิกเฉย|ละเว้น|ลืม|ไม่ต้องสนใจ)[^\n]{0,16}(?:คำสั่ง|คำแนะนำ|กฎ)/g,
];

export function foreignOverrides(text: string): Span[] {
  const found: Span[] = [];
  for (const shape of OVERRIDES) {
    for (const match of text.matchAll(shape)) found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}
