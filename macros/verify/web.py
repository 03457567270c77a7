"""One web page: is it alive, moved, gone, only pretended, on https too, or closed to programs?"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from ..suggest import fold
from ..urls import address_parts
from .http import Answer, Fetcher, NoAnswer
from .pretences import SHORT, is_missing, is_wall

# States in which the page is there; "closed" means that nobody could look.
GOOD = ("alive", "moved", "insecure")
GONE = (404, 410)
# Sites that let no program in: that says nothing about the page (RFC 9110, 15.5; 451 of RFC 7725;
# 999 of some).
CLOSED = (401, 402, 403, 405, 406, 407, 418, 429, 451, 999)
# RFC 9110, 15.4: what has moved for good.
PERMANENT = (301, 308)
# What a home page may be asked with, and still be one.
TRACKED = re.compile(
    r"(?i)(?:utm_?\w*|from|ref|referr?er|source|src|err|error\w*|status|code|msg|message|reason|"
    r"redirect\w*|not-?found|lang|locale|40[34]|gclid|fbclid)?"
)
HOME = re.compile(
    r"(?i)^/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|homepage|default|startseite|start|accueil|"
    r"inicio|portada|hem|forside|etusivu|strona-glowna)(?:\.\w+)?)?/?$"
)
# Where sites send those who ask for what is no longer there, and those who must say who they are
# first.
ERROR_PATH = re.compile(
    r"(?i)/(?:(?:error|http|page|status)?[-_]?(?:40[34]|410)(?:[-_.]?(?:error|page|notfound|"
    r"not-found))?|(?:http)?errors?|(?:page|file|document)?[-_]?not[-_]?found|"
    r"notfound[\w-]*|missing|oops|"
    r"page[-_](?:gone|unavailable|removed|not[-_]available)|unavailable|"
    r"fehler(?:seite)?|(?:seite|inhalt)-nicht-(?:gefunden|verfuegbar|vorhanden)|erreur|"
    r"(?:page-)?(?:introuvable|non-trouvee|inexistante|supprimee)|(?:pagina-)?(?:no-encontrad[ao]|"
    r"no-existe|inexistente|inesistente|non-trovata|nao-encontrada|niet-gevonden|bestaat-niet)|errore|erro|strona-nie-(?:znaleziona|istnieje)|"
    r"(?:sidan-)?hittades-inte|side(?:n)?-ikke-fun[dn]et)(?:\.\w{2,5})?/?$"
)
SEARCH_PATH = re.compile(
    r"(?i)/(?:search|suche|recherche|buscar|ricerca|zoeken|search[-_]results?)(?:\.\w{2,5})?/?$"
)
DOOR_PATH = re.compile(
    (
        r"(?i)/(?:log-?in|sign-?in|sign-?on|sso|saml2?|oauth2?|auth|authenticate|idp|shibboleth|"
        r"anmelden|connexion|accedi|iniciar-sesion|"
        r"consent|cookie-?(?:consent|wall|notice|absent)|captcha|challenge|validate(?:user)?|"
        r"cdn-cgi)(?:[/.]|$)"
    ),
)
DOOR_HOST = re.compile(r"(?i)^(?:consent|login|signin|sso|auth|idp|accounts?|id)\.")

TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)[^<>]*>")
# Words of titles that say nothing of what a page is about, as far as they are compared.
COMMON = set("about your with from what this that when have more infor page care".split())
# A drawing has titles of its own; what stands in the others is not shown.
UNSEEN = ("script", "style", "noscript", "template", "svg")


@dataclass(frozen=True, slots=True)
class Visit:
    """The state of a page: alive, moved (to `target`), dead, soft-404, insecure or closed."""

    state: str
    code: int
    target: str = ""
    title: str = ""


def visit(fetcher: Fetcher, url: str, cited: str = "") -> Visit:
    """Ask for a page's head, then for the page if that says more. Raises NoAnswer, NoNetwork.

    `cited` is the title of the source that the page should be.
    """
    try:
        head = fetcher.ask(url, _itself, method="HEAD")
    except NoAnswer:
        head = None  # some servers only ever answer GET
    if head and head.status == 200 and "html" not in (head.kind or "html"):
        answer = head
    else:
        accept = "text/html,application/pdf;q=0.9,*/*;q=0.5"
        answer = fetcher.ask(url, _itself, accept=accept, cut=True)
    found = judged(url, answer)
    if found is None and answer.status >= 400:
        raise NoAnswer(f"{address_parts(url).netloc} answered {answer.status}")
    if found is None and _silent_on(cited, answer):
        found = Visit("closed", answer.status, "", "it says nothing of what is cited")
    return found or _there(fetcher, url, answer)


def _silent_on(cited: str, answer: Answer) -> bool:
    """Whether a page that says hardly anything has no word of a title: a door in any language."""
    forms = list(_forms(cited))
    if not forms or "html" not in answer.kind:
        return False
    titles, body, _ = page_text(answer)
    text = fold(" ".join((*titles, body)))
    return len(body) < SHORT and not any(re.search(form, text) for form in forms)


def _forms(cited: str) -> Iterator[str]:
    """How the words of a title begin; of scripts that part no words, each two signs."""
    for word in set(re.findall(r"[^\W\d_]{2,}", fold(cited))):
        if word[0] >= "\u3040":
            yield from (word[start : start + 2] for start in range(len(word) - 1))
        elif len(word) > 3 and word[:5] not in COMMON:
            yield rf"\b{word[:5]}" + ("" if len(word) > 4 else r"(?:e?[sn])?\b")


def judged(url: str, answer: Answer) -> Visit | None:
    """Why an answer is not the page that was asked for: dead, soft-404, closed; None if it is."""
    if answer.status in GONE:
        return Visit("dead", answer.status)
    if answer.status in CLOSED:
        return Visit("closed", answer.status)
    if answer.status >= 400:
        return None
    return _led_elsewhere(url, answer) or _pretended(url, answer)


def _itself(answer: Answer) -> Answer:
    return answer


def _led_elsewhere(url: str, answer: Answer) -> Visit | None:
    """A redirect to an error page, a search, the home page, or a door."""
    if not answer.hops:
        return None
    before, after = address_parts(url), address_parts(answer.url)

    def new(form: re.Pattern[str]) -> bool:
        return bool(form.search(after.path)) and not form.search(before.path)

    if new(DOOR_PATH) or (DOOR_HOST.match(after.netloc) and after.netloc != before.netloc):
        return Visit(
            "closed", answer.status, answer.url, "it leads to a page for signing in or for consent"
        )
    if new(ERROR_PATH):
        return Visit("soft-404", answer.status, answer.url, "it leads to an error page")
    if new(SEARCH_PATH):
        return Visit("soft-404", answer.status, answer.url, "it leads to a search")
    if not HOME.match(before.path) and HOME.match(after.path) and _untold(after.query):
        return Visit("soft-404", answer.status, answer.url, "it leads to the home page")
    return None


def _untold(query: str) -> bool:
    """Whether a query names nothing that a page could be of."""
    return all(TRACKED.fullmatch(name) for name, _ in parse_qsl(query, keep_blank_values=True))


def _pretended(url: str, answer: Answer) -> Visit | None:
    """A page at the right address that is none: an error in words, a wall, a viewer."""
    if "html" not in answer.kind:
        return None
    titles, body, _ = page_text(answer)
    if is_wall(titles, body, answer.body):
        return Visit("closed", answer.status, "", titles[0] or titles[1])
    for title in titles:
        if is_missing(title):
            return Visit("soft-404", answer.status, "", title[:200])
    if address_parts(url).path.lower().endswith(".pdf") and not answer.hops:
        return Visit("closed", answer.status, "", "it answers with a web page instead of the PDF")
    if not body and not any(titles):
        return Visit("closed", answer.status, "", "it shows nothing without a browser")
    return None


def _there(fetcher: Fetcher, url: str, answer: Answer) -> Visit:
    target = _for_good(answer)
    if target and target != url.split("#", maxsplit=1)[0]:
        return Visit("moved", answer.status, target)
    if url.startswith("http://") and answer.url.startswith("http://"):
        safe = "https://" + url[7:]
        try:
            if fetcher.ask(safe, _itself, method="HEAD").status == 200:
                return Visit("insecure", answer.status, safe)
        except NoAnswer:
            pass
    return Visit("alive", answer.status)


def _for_good(answer: Answer) -> str:
    """The last address that is reached by permanent redirects alone."""
    target = ""
    for code, address in answer.hops:
        if code not in PERMANENT:
            break
        target = address.split("#", maxsplit=1)[0]
    return target


def page_text(answer: Answer) -> tuple[list[str], str, str]:
    """(title and first heading, all that is shown, the source) of a page."""
    source = _decoded(answer)
    titles, body = _read(source)
    return titles, body, source


def _read(source: str) -> tuple[list[str], str]:
    """(title and first heading, all that is shown) of a page, in one pass for any nesting."""
    shown: list[str] = []
    words: dict[str, list[str]] = {}
    inside, skipped, end = "", "", 0
    for tag in TAG.finditer(source):
        if not skipped:
            text = source[end : tag.start()]
            shown.append(text)
            if inside:
                words[inside].append(text)
        end = tag.end()
        name = tag["name"].lower()
        if skipped:
            skipped = "" if tag["close"] and name == skipped else skipped
        elif not tag["close"] and name in UNSEEN:
            skipped = name
        elif name in ("title", "h1"):
            inside = name if not tag["close"] and name not in words else ""
            if inside:
                words[name] = []
    if not skipped:
        shown.append(source[end:])
    titles = [_plain(words.get(name, [])) for name in ("title", "h1")]
    return titles, _plain(shown)


def _plain(parts: list[str]) -> str:
    return " ".join(html.unescape(" ".join(parts)).split())


def _decoded(answer: Answer) -> str:
    """A page's text, by its byte order mark, header or own words (HTML Standard, 13.2.3.2)."""
    body = answer.body
    for mark, name in (
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if body.startswith(mark):
            return body[len(mark) :].decode(name, errors="replace")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", answer.kind) or re.search(
        r"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]+)",
        body[:4096].decode("latin-1"),
    )
    name = charset[1] if charset else "utf-16-le" if body[1:2] == b"\0" else "utf-8"
    try:
        return body.decode(name, errors="replace")
    except LookupError:
        return body.decode("utf-8", errors="replace")
