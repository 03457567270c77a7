"""Pages that answer "all is well" and are not the page: an error in words, in the languages of the
sources, or a wall for programs.

A title is read in its parts (between bars and dashes). A part must say as a whole that a page is
missing: a ward 404, a vein that could
not be found, or a leaflet that is available in Welsh say nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

PARTS = re.compile(
    r"\s+[|–—·•»«›‹/-]+\s+|\s*[|·»«›]\s*|[:：]\s+|\s[–—]|[–—]\s|[!！。.?]+(?:\s+|$)|,\s+"
)
NOT = r"(?:not|no longer|cannot|can['’]?t|[a-z]+n['’]?t)"
LEAD = r"(?:(?:the|this|that|your|requested|web) )*"
SORRY = (
    r"(?:(?:oh no|oops|ooops|whoops|uh[- ]oh|sorry|we['’]?re sorry|apologies|hmm+|error|notice)\W*"
    r"(?:but )?(?:we )?)*"
)
THING = (
    r"(?:page|web ?page|site|website|content|document|resource|file|article|story|post|url|link|"
    r"address|item|product|record|publication|topic|entry|path|it)s?"
)
WHICH = (
    r"(?:\s+(?:that |which )?(?:you|we)(?:['’]re| are| have| were)?(?:\s+\w+){1,4}?"
    r"(?:\s+(?:for|to))?)?"
)
THERE = r"(?:found|exists?|available|located|here|there|displayed|accessible|anymore|valid|seem)"
AWAY = r"(?:removed|deleted|moved|archived|retired|expired|unpublished|taken down)"
FIND = (
    r"(?:can['’]?t|cannot|can not|could(?:n['’]?t| not)|did(?:n['’]?t| not)|"
    r"(?:are |were )?unable to)\s+(?:find|locate|open|display|seem to find)"
)
GONE = (
    r"(?:not found|missing|unavailable|not available|no longer available|not exist(?:ing)?|removed|"
    r"deleted|expired|gone|cannot be displayed)(?:\W*40\d\W*)?"
)
ENGLISH = (
    rf"{SORRY}{LEAD}{THING}{WHICH}\s.*?\b{NOT}\b.*\b{THERE}\b.*",
    rf"{SORRY}{LEAD}{THING}{WHICH}\s+(?:(?:has|have|was|were)(?: been)?|may have been) {AWAY}.*",
    rf"{SORRY}{LEAD}{THING}\s+{GONE}",
    rf"{SORRY}(?:we )?{FIND}\s+{LEAD}{THING}\b.*",
    rf"{SORRY}(?:no such|missing|unknown|invalid|broken|dead)\s+{THING}",
    (
        rf"{SORRY}(?:not found|nothing (?:was |could be )?found(?: here)?)|no longer "
        rf"(?:available|exists)"
    ),
)
# Of each language: what may be missing, and the words that say so behind it (the last also alone).
LANGUAGES = {
    "de": (
        "seite|webseite|dokument|inhalt|datei|artikel|url|adresse",
        (
            "nicht (?:\\w+ )?(?:gefunden|verfügbar|vorhanden|erreichbar|auffindbar)|"
            "existiert nicht|gibt es nicht|nicht mehr|wurde (?:gelöscht|entfernt)"
        ),
        "nicht gefunden",
    ),
    "fr": (
        "page|document|contenu|fichier|article|ressource|url|adresse",
        (
            "introuvable|non trouvée?|pas (?:été )?(?:trouvée?|disponible)|"
            "n['’]existe (?:pas|plus)|inexistante?|indisponible|"
            "n['’]est (?:pas|plus) disponible|a été (?:supprimée?|déplacée?)"
        ),
        "introuvable|non trouvée?",
    ),
    "es": (
        "página|pagina|documento|contenido|recurso|archivo|artículo|url|enlace",
        (
            "no (?:se )?(?:encontrad[ao]|encontr[óo]|encuentra|existe|disponible|está "
            "disponible|ha sido encontrad[ao]|ha encontrado|pudo encontrar|puede encontrar)|"
            "inexistente|ya no"
        ),
        "no encontrad[ao]",
    ),
    "pt": (
        "página|documento|conteúdo|recurso|arquivo|artigo|url",
        (
            "não (?:foi )?(?:encontrad[ao]|existe|disponível|localizad[ao]|está disponível)|"
            "inexistente"
        ),
        "não encontrad[ao]",
    ),
    "it": (
        "pagina|documento|contenuto|risorsa|file|articolo|url",
        "non (?:è|stat[ao]|esiste|trovat[ao]|disponibile|più)|inesistente|rimoss[ao]",
        "non trovat[ao]",
    ),
    "nl": (
        "pagina|document|inhoud|bestand|artikel|url|webpagina",
        "niet (?:\\w+ )?(?:gevonden|beschikbaar)|bestaat niet|niet meer|is verwijderd",
        "niet gevonden",
    ),
    "sv": (
        "sidan|dokumentet|innehållet|filen|artikeln",
        "hitta(?:de|des|s)? inte|inte (?:hitta|finns|tillgänglig)|finns inte|saknas",
        "hittades inte",
    ),
    "da": (
        "siden|dokumentet|indholdet|innholdet|filen|artiklen|artikkelen",
        (
            "ikke (?:blev )?(?:fundet|funnet|tilgængelig|tilgjengelig)|fin[dn]es ikke|"
            "kunne ikke (?:findes|finnes|vises)"
        ),
        "ikke (?:fundet|funnet)",
    ),
    "fi": (
        "sivua|sivu",
        "ei löyd\\w+|ei löyt\\w+|ei ole",
        "ei löytynyt",
    ),
    "pl": (
        "strona|strony|podstrona|dokument|pliku?",
        "nie (?:istnieje|zosta\\w+ (?:znaleziona|odnaleziona)|znaleziono|odnaleziono)",
        "nie znaleziono(?: strony| dokumentu| pliku)?",
    ),
    "cs": (
        "stránka|dokument",
        "nenalezena?|neby\\w+ nalezena?|neexistuje",
        "nenalezeno",
    ),
    "ru": (
        "страница|документ|файл",
        "не (?:найден|существует)\\w*",
        "не найден[ао]?",
    ),
    "uk": ("сторінк[ау]|документ|файл", "не (?:знайден|існує)\\w*", "не знайдено(?: сторінку)?"),
    "sk": ("stránka|dokument", "(?:sa )?nenašl[ao]|nebola nájdená|neexistuje", "nenájdené"),
    "hu": ("(?:az |a )?(?:oldal|lap|dokumentum)", "nem (?:található|létezik)", "nem található"),
    "ro": ("pagina|documentul", "nu (?:a fost găsită?|există|este disponibilă?)", "negăsită?"),
    "et": ("leht|lehte|lehekülge", "ei (?:leitud|ole)", "ei leitud"),
    "lt": ("puslapis|dokumentas", "nerastas|neegzistuoja|nėra", "nerastas"),
    "lv": ("lapa|dokuments", "nav atrasta?|neeksistē", "nav atrasta?"),
    "he": ("הדף|העמוד|דף", "(?:לא נמצא|אינו קיים)\\w*", "לא נמצא"),
    "sr": (
        "страница|stranica",
        "није пронађен\\w*|nije pronađen\\w*|ne postoji",
        "nije pronađeno",
    ),
    "tr": (
        "sayfa\\w*|içerik|belge|dosya|makale",
        ("bulunamadı|bulunamıyor|mevcut değil|yok|ulaşılamıyor|kaldırılmış|bulunmamaktadır"),
        "bulunamadı",
    ),
    "el": (
        "σελίδα|ιστοσελίδα",
        "δεν (?:βρέθηκε|υπάρχει)",
        "δεν βρέθηκε",
    ),
    "ar": (
        "الصفحة|المحتوى",
        "غير (?:موجود|متوفر|متاح)\\w*|لم يتم العثور",
        "غير موجود",
    ),
}
# The verb may come before the thing, and languages that part no words need none at their edges.
TURNED = (
    (
        r"(?:\w+\W+){0,3}?no (?:se (?:ha )?(?:encontró|encontrado|encuentra|pudo encontrar)|"
        r"(?:hemos )?"
        r"encontra\w+) .*(?:página|documento|contenido|recurso|archivo).*"
    ),
    r"(?:\w+\W+){0,3}?não (?:foi possível encontrar|encontramos).*(?:página|documento|conteúdo).*",
    r"(?:vi )?(?:kunde|kan|kunne) (?:inte|ikke) (?:hitta|finde|finne) .*(?:sida|side|dokument).*",
    r".*لم يتم العثور على (?:الصفحة|المحتوى).*",
    (
        r".*(?:ページ|ファイル|コンテンツ|記事|お探しのもの|URL).*(?:見つかりません|見つけられません|みつかりません|"
        r"存在しません|ありません|削除され|表示できません|見当たりません).*|見つかりません(?:でした)?"
    ),
    (
        r".*(?:페이지|문서|파일|콘텐츠|내용|주소|게시물).*(?:찾을 수 없|존재하지 않|없습니다|"
        r"찾지 못|삭제되|이용할 수 없).*|"
        r"찾을 수 없(?:습니다|음)"
    ),
    (
        r".*(?:页|頁|文件|内容|內容|文章|资源|資源).*(?:不存在|找不到|未找到|無法找到|无法找到|没有找到|沒有找到|"
        r"已删除|已刪除|不见了|走丢了|丢失|失效|無法顯示|无法访问).*"
    ),
    r".*(?:找不到|未找到|無法找到|无法找到|没有找到|沒有找到).*(?:页|頁|文件|内容|內容).*|未找到|找不到|不存在",
)
FOREIGN = tuple(
    rf"(?:[\w'’-]+\W+){{0,4}}?(?:\w['’])?(?:{things})\b.*(?:{said}).*|(?:\w+\W+)?(?:{alone})"
    for things, said, alone in LANGUAGES.values()
)
MISSING = re.compile(
    "|".join(f"(?:{form})" for form in (*ENGLISH, *FOREIGN, *TURNED)), re.IGNORECASE
)
CODE = (
    r"(?:(?:https?|error|err|fehler|fout|erreur|errore|erro|hata|fel|fejl|feil|błąd|chyba|virhe|"
    r"エラー|오류|错误|錯誤|status|code|código|codice|ooo?ps|sorry)\W*)*"
)
NUMBER = re.compile(
    rf"{CODE}(?:404|410)(?:\W*{CODE}(?:not found|found|page|gone|页面|頁面|ページ|페이지)?)*\W*$",
    re.IGNORECASE,
)
WALLS = (
    "just a moment.*",
    "attention required.*",
    "access (?:denied|to this page has been denied|blocked|restricted|forbidden).*",
    r"(?:are you|you are) (?:a )?(?:robot|human)\b.*",
    "robot or human.*",
    (
        "(?:please )?(?:verif\\w+|checking|confirm)(?: that)? (?:if )?(?:you|your|the) "
        "(?:are |site |browser|connection|human|identity).*"
    ),
    (
        "(?:human|bot|browser|security|user) (?:verification|check|challenge|validation)"
        "(?: required| page)?"
    ),
    "validate user|client challenge|pardon our interruption|ddos[- ]guard|.*captcha.*",
    "request (?:unsuccessful|rejected|blocked|denied).*",
    "(?:error )?40[13](?: (?:error|forbidden|unauthori[sz]ed))?|forbidden|unauthori[sz]ed",
    "(?:please )?enable (?:javascript|cookies).*",
    "(?:error )?(?:javascript|cookies?) (?:is |are )?(?:required|disabled|absent|turned off).*",
    "(?:please )?(?:log|sign)[ -]?(?:in|on)(?: (?:to|with|required|page|or) ?.*)?",
    "login(?: (?:page|required|form))?",
    "(?:institutional|member|subscriber|user|account) (?:login|sign[ -]?in)",
    "anmelden|anmeldung|einloggen|se connecter|connexion|iniciar sesión|inicio de sesión|accedi",
    "inloggen|aanmelden|entrar|giriş(?: yap)?|logga in|log ind|logg inn|zaloguj się|logowanie",
    "ログイン|로그인|登录|登入|登錄",
    "before you continue.*|we value your privacy",
    "zugriff verweigert|accès refusé|acceso denegado|accesso negato|toegang geweigerd",
    "acesso negado|erişim engellendi|アクセスが拒否.*|访问被拒绝",
)
WALL = re.compile("|".join(WALLS), re.IGNORECASE)
# Words that a real page can have for its title too: a wall only where hardly anything stands below.
WEAK = re.compile(
    "one moment,? please|please wait|loading|redirecting|your (?:privacy|cookie) choices|"
    "(?:cookie|privacy|consent|cookies)(?: \\w+)?"
    "(?: (?:consent|settings|preferences|choices|notice|wall))?|"
    "sucuri|cloudflare|incapsula|imperva|akamai|radware.*|datadome|perimeterx|security|"
    "einen moment|nur einen moment|un instant|un momento|een ogenblik|bir dakika|"
    "请稍候|請稍候|しばらくお待ちください|잠시만 기다.*|identification|accesso",
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
    parts = [[part for part in _parts(title)[1:] if part.lower() != "error"] for title in titles]
    firsts = [part for title in parts for part in title[:1]]
    if any(WALL.fullmatch(part) or (short and WEAK.fullmatch(part)) for part in firsts):
        return True
    return short and any(mark in source.lower() for mark in MADE_OF)


def _parts(title: str) -> list[str]:
    """A title as a whole, then its parts."""
    title = " ".join(title.split())
    found = [part.strip(" \"'“”‘’()[]*#….!") for part in (title, *PARTS.split(title))]
    return [part for part in found if part] or [""]
