import { wording } from '../../wording.ts';
import type { LatinTongue } from './tongue.ts';

export const PORTUGUESE: LatinTongue = {
  marks: `
    senha palavras-passe chave credenciais segredos historico conteudo acesso sessao bancari cartao privada instruco
    instruca sistema mostre repita diretrizes imprima usuari utilizador restrico restrica filtros censura regras
    limites limitaco autoriz aprovo aprovad permissao lembre memoria sempre assistente transfira tarefa apague envie`,
  conceal: wording`
    (?:nao|nunca) (?:[oa]s? |lhes? |se ){0,2}(?:cont[ea]\w{0,2}|dig[ao]s?|mencion\w{1,3}|inform\w{1,3}|avis\w{1,3}|
    notifiqu\w{1,2}|revel\w{1,3}|mostr\w{1,3}|fal[ea]\w{0,2}|comuniqu\w{1,2}|coment\w{1,3})|sem (?:contar|dizer|avisar|
    informar|mencionar|notificar|mostrar|revelar)|sem que [oa] (?:usuari[oa]|utilizador)|oculte|esconda|em segredo|
    as escondidas`,
  user: 'usuari[oa]s?|utilizador(?:es|a)?|clientes?|don[oa]',
  this: wording`
    nada|isso|isto|disso|disto|nisso|est[ea]s? (?:passo|mensagem|texto|instruc\w{2,4}|acao|tarefa|ordem|operacao)|
    o que (?:fez|foi feito|aconteceu)`,
  send: wording`
    (?<!\bnunca |\bnao )(?:envi(?:e|a|ar|e-?[oa]s?|em)|mand(?:e|a|ar|e-?[oa]s?)|encaminh(?:e|a|ar)|reenvi\w{1,3}|
    carregue|remet(?:a|er)|publique|(?<!\b(?:uma|a|de|la|una) )copi(?:e|a|ar)|transmit\w{1,2}|anex(?:e|a|ar)|col(?:e|ar)|export(?:e|a|ar)|
    compartilh\w{1,2}|partilh\w{1,2}|fac[ao] upload)`,
  secret: wording`
    senhas?|palavras-passe|chaves? (?:api|privadas?|de (?:api|acesso|ssh)|da api|secretas?|ssh)|credenciais|tokens? (?:
    de (?:acesso|sessao|api)|api)|segredos|variaveis de ambiente|cookies de sessao|(?:dados|numeros?) (?:bancarios|
    d[eo] cartao|d[eo]s? cartoes)|frase-semente|(?:historico|conteudo|texto) (?:complet[oa] )?d[ea] (?:conversa|chat)|
    toda a conversa`,
  beforeReply: 'antes de (?:responder|usar est[ea]|chamar)',
  inReply: 'n[ao] (?:sua|tua)? ?(?:proxima )?resposta|como (?:parametro|argumento)',
  show: wording`
    mostr[ea](?:-me|-nos)?|me (?:mostre|diga|conte)|dig[ao]-?(?:me)?|revel[ea]|repit[ao]|imprim[ao]|escrev[ao]|
    copi[ea]|cole|devolv[ao]|indique|qual (?:e|era)|quais (?:sao|eram|foram)|traduz[ao]?|resum[ao]|list[ea]`,
  ownPrompt: wording`
    (?:teus?|seus?|tuas?|suas?) (?:\w{4,10} )?(?:prompt|mensagem|instruc\w{2,4}|diretrizes|configurac\w{2,4}|
    regras) (?:\w{2,10} )?(?:d[oe] sistema|inicia[li]s?|origina[li]s?|intern[oa]s?|ocult[oa]s?|secret[oa]s?|
    complet[oa]s?)|(?:teu|seu) (?:system )?prompt|(?:tuas|suas) instruc\w{2,4}|as instruc\w{2,4} que (?:recebeu|
    recebeste|te deram|lhe deram)`,
  fromNow: 'a partir de (?:agora|hoje|este momento)|de agora em diante|doravante|desde ja|agora',
  youAre: wording`
    (?:voce|tu) (?:e|es|sera|seras|agora e)|aja como|age como|comporte-se como|responda como|assuma o papel|(?:
    ja )?nao (?:e mais|tem|tens)|voce nao`,
  unbound: wording`
    sem (?:\w{3,9} )?(?:restric\w{2,4}|limit\w{1,6}|filtros?|censura|regras|normas)|nao (?:tem|tens|ha) (?:
    \w{3,9} )?(?:restric\w{2,4}|limit\w{1,6}|filtros?|regras)|livre de (?:\w{3,9} )?(?:restric\w{2,4}|regras|filtros)`,
  agent: 'assistentes?|agentes? de ia|ia|modelo(?: de linguagem)?|chatbot|bot|inteligencia artificial',
  wipe: wording`
    (?<!\bnao |\bnunca )(?:apagu?(?:e|a|ar)|exclu(?:a|i|ir)|elimin(?:e|a|ar)|remov(?:a|er)|delet(?:e|a|ar)|destru(?:a|
    ir)|formate|esvazie)`,
  everything: 'tod[oa]s? (?:o|a|os|as|seus|suas|meus)|tod[oa]s?|por completo',
  unasked: wording`
    sem (?:\w{3,9} )?(?:pedir|pergunt|solicit|esper|consult|confirm|permissao|autoriz|aprov)\w{0,6}|nao (?:e (?:
    preciso|necessario)|precisa\w?|deve\w?|ha necessidade de) (?:\w{2,10} ){0,2}(?:pergunt|confirm|ped|autoriz|aprov|
    permiss|verific|consult)\w{0,8}|nao (?:pergunte|peca (?:permissao|confirmacao|aprovacao))`,
  authority: wording`
    administrador\w{0,2}|usuari[oa]|utilizador|equipe de seguranca|equipa de seguranca|diretoria|direcao|
    departamento (?:de ti|tecnico|de seguranca)|suporte|supervisor\w{0,2}|desenvolvedor(?:es)?|chefe|gerente`,
  approved: wording`
    (?:ja )?(?:[oa] )?(?:aprovou|autorizou|confirmou|aceitou|validou|deu (?:a sua |o seu |sua |seu )?(?:permissao|
    consentimento|aprovacao|aval))|(?:ja )?(?:esta|foi|fica) (?:pre-?)?(?:aprovad|autorizad|confirmad)[oa]`,
  remember: wording`
    lembre-se|lembra-te|memorize|(?:guarde|armazene|adicione|anote|salve|registre|grave) (?:\w{1,6} ){0,3}(?:na|em|
    a) (?:sua |tua )?memoria|nao (?:se )?esquec[ae]`,
  always: wording`
    sempre|doravante|em todas as (?:sessoes|conversas)|cada vez|toda vez|permanentemente|no futuro|futur[oa]s \w{5,15}`,
  forAgent: wording`
    (?:novas? )?(?:tarefas?|instruc\w{2,4}|notas?|mensagem|atencao|aviso|orde(?:m|ns)|indicac\w{2,4})(?: \w{4,11})? (?:
    para|a)[oa]?s? ?(?:[oa]s? |todos os |qualquer )?(?:assistente|agente|ia|modelo|bot|robo|software|chatbot|inteligencia)\w{0,2}|
    se (?:voce e|es|for) (?:um |uma )?(?:assistente|agente|ia|modelo|bot|chatbot|inteligencia)|(?:assistente|agente|
    modelo) de ia[:,]`,
  pay: wording`
    transfir[ao]|transfere|pagu?e|compr(?:e|a)|deposite|faca (?:um|uma) (?:pagamento|transferencia|compra|pix)`,
  reset: 'redefin\\w{1,4}|recuper\\w{1,4}|alterar? (?:a|sua) senha|mudar (?:a|sua) senha|esquec\\w{1,4}',
};
