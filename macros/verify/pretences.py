"""Pages that answer "all is well" and are not the page: an error in words, in the languages of the sources, or a wall for programs.

A title is read in its parts (between bars and dashes). A part must say as a whole that a page is missing: a ward 404, a vein that could
not be found, or a leaflet that is available in Welsh say nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["is_missing", "is_wall"]

PARTS = re.compile(
    r"\s+[|–—·•»«›‹/-]+\s+|\s*[|·»«›]\s*|[:：]\s+|\s[–—]|[–—]\s|[!！。.?]+(?:\s+|$)|,\s+"
)
CODE = r"(?:(?:http|https|error|err|fehler|fout|erreur|errore|erro|hata|fel|fejl|feil|błąd|chyba|virhe|エラー|오류|错误|錯誤|status|code|código|codice|oops|ooops|sorry)\W*)*"
THING = r"(?:page|pages|web ?page|site|website|content|document|resource|file|article|url|link|address|item|product|record|publication|topic|entry|information|path|that page|it)"
SORRY = r"(?:(?:oh no|oops|ooops|whoops|uh[- ]oh|sorry|we['’]?re sorry|apologies|hmm+|error|notice)\W*(?:but )?(?:we )?)*"
WHICH = r"(?:\s+(?:that |which )?(?:you|we)(?:['’]re| are| have| were)?(?:\s+\w+){1,4}?(?:\s+(?:for|to))?)?"
NOT = r"(?:not|no longer|cannot|can['’]?t|[a-z]+n['’]?t)"
ENGLISH = (
    rf"{SORRY}(?:the |this |that |your |requested |web )*{THING}{WHICH}\s.*?\b{NOT}\b.*\b(?:found|exists?|available|located|here|there|displayed|accessible|anymore|valid|seem)\b.*",
    rf"{SORRY}(?:the |this |that |your |requested |web )*{THING}{WHICH}\s+(?:has|have|was|were|may have)(?: been)? (?:removed|deleted|moved|archived|retired|expired|unpublished|taken down).*",
    rf"{SORRY}(?:the |this |that |your |requested )*{THING}\s+(?:not found|missing|unavailable|not available|no longer available|not exist(?:ing)?|removed|deleted|expired|gone|cannot be displayed)(?:\W*40\d\W*)?",
    rf"{SORRY}(?:we )?(?:can['’]?t|cannot|can not|could(?:n['’]?t| not)|did(?:n['’]?t| not)|(?:are |were )?unable to)\s+(?:find|locate|open|display|seem to find)\s+(?:the |this |that |your |requested )*{THING}\b.*",
    rf"{SORRY}(?:no such|missing|unknown|invalid|broken|dead)\s+{THING}",
    rf"{SORRY}(?:not found|nothing found|nothing (?:was |could be )?found here|no longer available|no longer exists)",
)
OTHER = (
    # German
    r"(?:die |diese |der |das |dieses |dieser |gesuchte |angeforderte |aufgerufene |gewünschte )*(?:seite|webseite|dokument|inhalt|datei|artikel|url|adresse)\b.*(?:nicht (?:\w+ )?(?:gefunden|verfügbar|vorhanden|existiert|erreichbar|auffindbar)|existiert nicht(?: mehr)?|nicht mehr .*|wurde (?:gelöscht|entfernt))(?: werden)?.*",
    r"nicht gefunden",
    # French
    r"(?:désolé\W*|oups\W*|oops\W*)*(?:la |cette |le |ce |les |votre )*(?:page|document|contenu|fichier|article|ressource|url|adresse)\b.*(?:introuvable|non trouvée?|pas (?:été )?(?:trouvée?|disponible)|n['’]existe (?:pas|plus)|inexistante?|indisponible|n['’]est (?:pas|plus) disponible|a été (?:supprimée?|déplacée?)).*",
    r"(?:contenu |fichier )?introuvable|non trouvée?",
    # Spanish, Portuguese
    r"(?:lo sentimos\W*|ups\W*|oops\W*|desculpe\W*|ops\W*)*(?:la |el |esta |este |a |o |essa |esse |não encontramos |no (?:hemos )?(?:encontr\w+|se encuentra|se encontró|se ha encontrado) )*(?:página|pagina|documento|contenido|conteúdo|recurso|archivo|arquivo|artículo|artigo|url|enlace)\b.*(?:no (?:se )?(?:encontrad[ao]|encontr[óo]|encuentra|existe|disponible|está disponible|ha sido encontrad[ao]|se ha encontrado|se pudo encontrar|se puede encontrar)|não (?:foi )?(?:encontrad[ao]|existe|disponível|localizad[ao]|está disponível)|inexistente|ya no (?:existe|está disponible)).*",
    r"no (?:se (?:ha )?(?:encontró|encontrado|encuentra|pudo encontrar)|hemos encontrado|encontramos) (?:la |el |esta |este )?(?:página|documento|contenido|recurso|archivo).*",
    r"não (?:foi possível encontrar|encontramos|encontrad[ao]).*(?:página|documento|conteúdo).*",
    r"no encontrad[ao]|não encontrad[ao]",
    # Italian
    r"(?:spiacenti\W*|ops\W*|oops\W*)*(?:la |questa |il |questo |l['’])*(?:pagina|documento|contenuto|risorsa|file|articolo|url)\b.*(?:non (?:è |è stata |è stato |stata |esiste|trovat[ao]|disponibile|più).*|inesistente|non trovat[ao]|rimoss[ao]).*",
    r"(?:risorsa |contenuto )?non trovat[ao]",
    # Dutch
    r"(?:sorry\W*|oeps\W*|helaas\W*)*(?:de |deze |het |dit |opgevraagde |gevraagde )*(?:pagina|document|inhoud|bestand|artikel|url|webpagina)\b.*(?:niet (?:\w+ )?(?:gevonden|beschikbaar|gevonden worden)|bestaat niet(?: meer)?|niet meer .*|is verwijderd|kan niet worden gevonden).*",
    r"niet gevonden",
    # Swedish, Danish, Norwegian, Finnish
    r"(?:tyvärr\W*|hoppsan\W*|beklager\W*|ups\W*)*(?:den )?(?:sidan|siden|sivua|sidan du söker|dokumentet|innehållet|indholdet|innholdet|filen|artikeln|artiklen|artikkelen)\b.*(?:hitta(?:de|des|s)?\s*(?:inte)?|inte (?:hitta.*|finns.*|tillgänglig.*)|finns inte.*|saknas|ikke (?:fundet|funnet|tilgængelig|tilgjengelig)|findes ikke.*|finnes ikke.*|kunne ikke (?:findes|finnes|vises)|ei löydy.*|ei löytynyt.*|blev ikke fundet|ble ikke funnet).*",
    r"ikke (?:fundet|funnet)|sivua ei löyt\w+",
    # Polish, Czech, Russian
    r"(?:przepraszamy\W*|ups\W*)*(?:nie znaleziono (?:strony|dokumentu|pliku)?|(?:ta |podana |szukana )?(?:strona|podstrona|dokument)\b.*nie (?:istnieje|została znaleziona|została odnaleziona|znaleziona|odnaleziono).*)",
    r"(?:stránka|dokument)\b.*(?:nenalezena?|nebyla? nalezena?|neexistuje).*",
    r"(?:страница|документ|запрашиваемая страница)\b.*не (?:найден|существует).*|не найдено",
    # Turkish
    r"(?:üzgünüz\W*|maalesef\W*)*(?:aradığınız |istenen |istediğiniz |bu )*(?:sayfa|sayfası|sayfaya|içerik|belge|dosya|makale)\b.*(?:bulunamadı|bulunamıyor|mevcut değil|yok|ulaşılamıyor|kaldırılmış|bulunmamaktadır).*",
    r"bulunamadı",
    # Greek, Arabic
    r"(?:η )?(?:σελίδα|ιστοσελίδα)\b.*(?:δεν (?:βρέθηκε|υπάρχει)).*",
    r".*(?:الصفحة|المحتوى)\b.*(?:غير موجود|لم يتم العثور|غير متوفر|غير متاح).*|.*لم يتم العثور على (?:الصفحة|المحتوى).*",
    # Japanese, Korean, Chinese
    r".*(?:ページ|ファイル|コンテンツ|記事|お探しのもの|ＵＲＬ|URL).*(?:見つかりません|見つけられません|みつかりません|存在しません|ありません|削除され|表示できません|見当たりません).*",
    r"見つかりません(?:でした)?|お探しのページ.*",
    r".*(?:페이지|문서|파일|콘텐츠|내용|주소|게시물).*(?:찾을 수 없|존재하지 않|없습니다|찾지 못|삭제되|이용할 수 없).*",
    r"찾을 수 없(?:습니다|음)",
    r".*(?:页面|網頁|网页|頁面|页|頁|文件|内容|內容|文章|资源|資源).*(?:不存在|找不到|未找到|無法找到|无法找到|没有找到|沒有找到|已删除|已刪除|不见了|走丢了|丢失|失效|無法顯示|无法访问).*",
    r"(?:抱歉\W*|很抱歉\W*|对不起\W*|對不起\W*)*.*(?:找不到|未找到|無法找到|无法找到|没有找到|沒有找到)(?:您|你)?.*(?:页|頁|文件|内容|內容).*",
    r"(?:未找到|找不到|不存在)",
)
MISSING = re.compile("|".join(f"(?:{form})" for form in (*ENGLISH, *OTHER)), re.IGNORECASE)
NUMBER = re.compile(
    rf"{CODE}(?:40[4]|410)(?:\W*{CODE}(?:error|page|not found|found|gone|fehler|erreur|errore|hata|エラー|错误|页面|頁面|ページ|페이지)?)*\W*$",
    re.IGNORECASE,
)
WALL = re.compile(
    r"just a moment.*|attention required.*|access (?:denied|to this page has been denied|blocked|restricted|forbidden).*|"
    r"(?:are you|you are) (?:a )?(?:robot|human)\b.*|robot or human.*|(?:verif\w+|checking|confirm)(?: that)? (?:if )?(?:you|your|the) (?:are |site |browser|connection|human|identity).*|"
    r"(?:human|bot|browser|security|user) (?:verification|check|challenge|validation)(?: required| page)?|validate user|client challenge|"
    r"request (?:unsuccessful|rejected|blocked|denied).*|pardon our interruption|.*captcha.*|ddos[- ]guard|"
    r"(?:error )?40[13](?: (?:error|forbidden|unauthori[sz]ed))?|forbidden|unauthori[sz]ed|(?:please )?enable (?:javascript|cookies).*|(?:javascript|cookies?) (?:is |are )?(?:required|disabled|absent).*|"
    r"(?:please )?(?:log|sign)[ -]?(?:in|on)(?: (?:to|with|required|page|or) ?.*)?|login(?: (?:page|required|form))?|(?:institutional|member|subscriber|user|account) (?:login|sign[ -]?in)|"
    r"anmelden|anmeldung|einloggen|se connecter|connexion|iniciar sesión|inicio de sesión|accedi|inloggen|aanmelden|entrar|giriş(?: yap)?|logga in|log ind|logg inn|zaloguj się|logowanie|ログイン|로그인|登录|登入|登錄|"
    r"before you continue.*|we value your privacy|"
    r"zugriff verweigert|accès refusé|acceso denegado|accesso negato|toegang geweigerd|acesso negado|erişim engellendi|アクセスが拒否.*|访问被拒绝",
    re.IGNORECASE,
)
# Words that a real page can have for its title too: a wall only where hardly anything stands below.
WEAK = re.compile(
    r"one moment,? please|please wait|loading|redirecting|(?:cookie|privacy|consent|cookies)(?: \w+)?(?: (?:consent|settings|preferences|choices|notice|wall))?|your (?:privacy|cookie) choices|"
    r"sucuri|cloudflare|incapsula|imperva|akamai|radware.*|datadome|perimeterx|security|einen moment|nur einen moment|un instant|un momento|een ogenblik|bir dakika|请稍候|請稍候|しばらくお待ちください|잠시만 기다.*|identification|accesso",
    re.IGNORECASE,
)
# What the walls themselves are made of; believed only where the page says hardly anything else.
MADE_OF = (
    b"_incapsula_resource",
    b"/cdn-cgi/challenge-platform",
    b"cf-chl-",
    b"cf_chl_",
    b"px-captcha",
    b"captcha-delivery.com",
    b"awswafintegration",
    b"awswaf",
    b"/_sec/cp_challenge",
    b"perfdrive.com",
    b"sgcaptcha",
    b"distil_r_captcha",
)
SHORT = 1200


def is_missing(title: str) -> bool:
    """Whether a title or heading says that the page is not there."""
    title = " ".join(title.replace("\xa0", " ").split())
    if not title or len(title) > 200:
        return False
    return any(bool(NUMBER.match(part) or MISSING.fullmatch(part)) for part in _parts(title))


def is_wall(titles: Sequence[str], body: str, source: bytes) -> bool:
    """Whether a page is the door of another: for signing in, for consent, or against programs."""
    short = len(body) < SHORT
    firsts = [part for title in titles for part in _parts(title)[1:2]]
    if any(WALL.fullmatch(part) or (short and WEAK.fullmatch(part)) for part in firsts):
        return True
    return short and any(mark in source.lower() for mark in MADE_OF)


def _parts(title: str) -> list[str]:
    """A title as a whole, then its parts."""
    title = " ".join(title.split())
    found = [part.strip(" \"'“”‘’()[]*#….!") for part in (title, *PARTS.split(title))]
    return [part for part in found if part] or [""]
