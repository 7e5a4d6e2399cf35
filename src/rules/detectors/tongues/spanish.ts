import { wording } from '../../wording.ts';
import type { LatinTongue } from './tongue.ts';

export const SPANISH: LatinTongue = {
  marks: `
    contrasen credencial secretos claves conversacion entorno bancari tarjeta acceso sesion privada instruccion
    directrices muestra repite imprime sistema ocultas originales usuari restriccion filtros censura reglas limites
    limitaci autoriza aprobad aprobo permiso confirmad propietari recuerda memoriza olvides memoria siempre
    asistente inteligencia transfie envia`,
  conceal: wording`
    no (?:se |les? |l[oa]s? ){0,2}(?:digas?|cuent\w{1,3}|mencion\w{1,3}|coment\w{1,3}|inform\w{1,3}|avis\w{1,3}|
    notifiqu\w{1,2}|revel\w{1,3}|muestr\w{1,3}|comuniqu\w{1,2}|expliqu\w{1,2})|nunca (?:se lo )?(?:digas|menciones|
    cuentes|informes|muestres)|sin (?:decir|avis|inform|mencion|notific|cont|mostr)\w{2,6}|sin que (?:el|la|
    los) usuari\w{1,2}|ocult(?:a|alo|aselo|e)|en secreto|a escondidas`,
  user: 'usuari[oa]s?|propietari[oa]',
  this: wording`
    nada|esto|ello|este (?:paso|mensaje|texto|cambio)|estas? (?:instruccion|accion|tarea|orden|operacion)\w{0,2}|
    no se lo|lo (?:que has hecho|hecho|ocurrido)|decirselo|contarselo`,
  send: wording`
    (?<!\bnunca |\bno )(?:envi(?:a|e|ar|al[oae]s?|arl[oae]s?|ame)|mand(?:a|e|al[oae]s?|ar)|reenvi\w{1,5}|sub(?:e|a|
    el[oa]s?|ir)|remit(?:e|a|el[oa]s?)|public(?:a|al[oa]s?)|(?<!\b(?:una|la|de|uma) )copi(?:a|al[oa]s?|ar)|transmit\w{1,4}|adjunt(?:a|al[oa]s?)|
    peg(?:a|al[oa]s?)|export(?:a|al[oa]s?)|compart(?:e|el[oa]s?|ir))`,
  secret: wording`
    contrasenas?|(?:claves?|llaves?) (?:api|privadas?|de (?:la )?(?:api|acceso|ssh|cifrado)|secretas?|ssh)|claves|
    credenciales|tokens? (?:de (?:acceso|sesion|api)|api)|secretos|variables de entorno|cookies de sesion|(?:datos|
    numeros?) (?:bancarios|de (?:la )?tarjetas?)|frase semilla|(?:historial|contenido|texto) (?:complet[oa] )?de (?:
    la |esta |toda la )?(?:conversacion|chat)|toda la conversacion`,
  beforeReply: 'antes de (?:responder|contestar|usar est[ae]|llamar a)\\w{0,3}',
  inReply: 'en (?:tu|la|su) (?:proxima )?respuesta|con tu respuesta|como (?:parametro|argumento)',
  show: wording`
    muestra(?:me|nos)?|dime|ensename|revela(?:me)?|repite(?:me)?|imprime|escribe(?:me)?|copia|pega|devuelve(?:me)?|
    indica(?:me)?|cuentame|cual(?:es)? (?:es|son|fue|fueron)|traduce|resume|lista(?:me)?|vuelca`,
  ownPrompt: wording`
    (?:tus?|sus?) (?:\w{4,10} )?(?:prompt|mensaje|instrucci\w{3,5}|indicacion\w{0,2}|directrices|configuracion|
    reglas) (?:\w{2,10} )?(?:del? sistema|inicial(?:es)?|original(?:es)?|internas?|ocult[oa]s?|secret[oa]s?|
    complet[oa]s?)|tus? (?:system )?prompt|tus instrucciones|las instrucciones que (?:has recibido|recibiste|te (?:
    dieron|han dado))`,
  fromNow: wording`
    a partir de (?:ahora|este momento)|desde (?:ahora|este momento|ya)|de ahora en adelante|en adelante|ahora`,
  youAre: wording`
    eres|seras|actua(?:s|ras)? como|comportate como|responde(?:s|ras)? como|asume el papel|ya no (?:eres|tienes|estas)|
    no tienes`,
  unbound: wording`
    sin (?:\w{3,9} )?(?:restriccion(?:es)?|limit\w{1,8}|filtros?|censura|reglas|normas)|no (?:tienes|hay) (?:
    \w{3,9} )?(?:restriccion(?:es)?|limit\w{1,8}|filtros?|reglas|normas)|libre de (?:\w{3,9} )?(?:restricciones|reglas|
    filtros)`,
  agent: 'asistentes?|agentes? de ia|ia|modelo(?: de lenguaje)?|chatbot|bot|inteligencia artificial',
  wipe: wording`
    (?<!\bno |\bnunca )(?:borr(?:a|e|al[oa]s?|ar)|elimin(?:a|e|al[oa]s?|ar)|suprim(?:e|a|ir)|destru(?:ye|ya|ir)|
    formatea|vacia)`,
  everything: 'tod[oa]s? (?:el|la|los|las|sus|mis|tus)|tod[oa]s?|por completo',
  unasked: wording`
    sin (?:\w{3,9} )?(?:pedir|pregunt|solicit|esper|consult|requer|confirm|permiso|autoriz|aprob)\w{0,6}|no (?:le |lo |
    te )?(?:hace falta|es necesari[oa]|hay que|necesitas?|debes|tienes que) (?:\w{2,10} ){0,2}(?:pregunt|confirm|ped|
    autoriz|aprob|permiso|verific|consult)\w{0,8}|no (?:pregunt\w{1,2}|pidas?) (?:nada|permiso|confirmacion|
    aprobacion)|no preguntes`,
  authority: wording`
    administrador\w{0,2}|usuari[oa]|equipo de seguridad|direccion|departamento (?:de ti|tecnico|de seguridad)|
    propietari[oa]|soporte|supervisor\w{0,2}|desarrollador(?:es)?|jef[ea]`,
  approved: wording`
    (?:ya )?(?:l[oa] )?(?:ha|han) (?:ya )?(?:dado su (?:permiso|consentimiento|visto bueno|aprobacion)|aprobado|
    autorizado|confirmado|aceptado|validado)|(?:ya )?(?:esta|fue|ha sido|queda) (?:pre)?(?:aprobad|autorizad|
    confirmad)[oa]|ya (?:aprobo|autorizo|confirmo|dio su)`,
  remember: wording`
    recuerda|memoriza|(?:guarda|almacena|anade|apunta|anota|registra) (?:\w{2,6} ){0,3}(?:en|a) (?:tu |la )?memoria|
    no olvides|ten presente`,
  always: wording`
    siempre|en adelante|(?:en )?todas las (?:sesiones|conversaciones)|cada vez|permanentemente|en el futuro|
    futur[oa]s \w{5,15}`,
  forAgent: wording`
    (?:nuevas? )?(?:tareas?|instrucci\w{3,5}|notas?|mensaje|atencion|aviso|orden(?:es)?|
    indicaci\w{3,5})(?: \w{4,11})? (?:para|a) (?:el|la|los|todos los|cualquier) (?:asistente|agente|ia|modelo|bot|
    robot|software|chatbot|inteligencia)\w{0,2}|si eres (?:un |una )?(?:asistente|agente|ia|modelo|bot|chatbot|inteligencia)|(?:
    asistente|agente|modelo) de ia[:,]`,
  pay: wording`
    transfier[ea]\w{0,3}|pag(?:a|ue|al[oa])|compr(?:a|al[oa])|ingresa|deposita|realiza (?:un|una) (?:pago|
    transferencia|compra)`,
  reset: 'restablec\\w{1,6}|recuper\\w{1,6}|cambi\\w{1,4} (?:la|su|tu) contrasena|olvid\\w{1,4}',
};
