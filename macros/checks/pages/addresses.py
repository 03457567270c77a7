"""Are the addresses of other sites, mail and telephone whole, and do they lead straight there?"""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit, urlunsplit

from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project
from ...tables import table
from ..link_places import SCHEME, Place, Verdict, diagnostics, places
from ..rule import check
from ..selection import selection

DOMAIN = re.compile(
    r"^(?:www\.[\w.-]+|[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|gov|edu|int|info|nhs\.uk|ac\.uk|"
    r"co\.uk|org\.uk|de|fr|ca|au|nz|ie|eu|io))(?:[/?#:]|$)",
    re.IGNORECASE,
)
MAIL = re.compile(r"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")
NAMES_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|png|jpe?g|gif|svg|webp|md|html?|csv|txt)$", re.IGNORECASE
)
LOCAL = re.compile(
    r"^(?:file:|[A-Za-z]:[\\/]|\\\\|~/|/(?:Users|home|tmp|mnt|Volumes)/)", re.IGNORECASE
)
LOCAL_HOST = re.compile(
    r"^https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|192\.168\.\d+\.\d+|10\.\d+\.\d+\.\d+)"
    r"(?:[:/]|$)",
    re.IGNORECASE,
)
WEB = re.compile(r"^https?://", re.IGNORECASE)
MISSPELT = re.compile(
    r"^(?:(?:h?tt?t?ps?s?|htp|htps|hhtps?)(?::/*|//+)|h?tt?ps?;/*)(?=[\w-]+\.)", re.IGNORECASE
)
PHONE = re.compile(r"tel:\+?[\d().\s%-]{2,24}(?:[;,].*)?", re.IGNORECASE)
PASSED = ("tel:", "sms:", "data:", "doi:")
WRAPPERS = table(__file__)["wrappers"]
# Libraries' doors: EZproxy's host names, and OpenAthens' and OCLC's.
LIBRARY = re.compile(
    r"(?:^|[.-])(?:ezproxy|ez-?proxy\d*|libproxy|proxy\d?\.lib\w*|[\w-]*\.proxy\.)"
    r"|\.idm\.oclc\.org$|\.eresources\.|go\.openathens\.net$"
)
SHORTENERS = re.compile(
    r"(?:www\.)?(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|ow\.ly|lnkd\.in|is\.gd|buff\.ly|rb\.gy|"
    r"cutt\.ly|shorturl\.at)"
)
COUNTER = re.compile(r"utm_|fbclid$|gclid$|mc_[ce]id$|_ga$|igshid$")


@check("page")
def addresses(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Addresses that lead out of the site.

    link-empty
        A link without an address leads nowhere.
        Bad: [Opening hours]()
        Good: [Opening hours](hours.md)

    link-local-file
        The address is on your own computer: nobody else can open it.
        Bad: [leaflet](file:///C:/Users/me/leaflet.pdf)
        Good: put the file into docs/assets and link to it there

    link-mailto (error, fixable)
        The reader's mail program can't open it.
        Bad: [write to us](team@example.org)
        Good: [write to us](mailto:team@example.org)

    link-scheme (error, fixable)
        Without a right beginning an address is taken for a file of this site.
        Bad: [the clinic](www.example.org)
        Good: [the clinic](https://www.example.org)

    link-http (note, house-style)
        Plain http can be read and changed on the way; most sites have https.
        Bad: http://example.org
        Good: https://example.org

    link-wrapped (error, fixable, house-style)
        An address that leads through a counter tells others who reads what; one through a
        library's door opens for its members alone.
        Bad: https://www.google.com/url?q=https://example.org/a
        Good: https://example.org/a
    """
    strict = selection(project).has("house-style")
    for place in places(page):
        verdict = _verdict(page, project, place, strict=strict)
        yield from diagnostics(project, page, place, verdict)


def is_address(target: str) -> bool:
    """Whether something other than a file of this site is meant."""
    named = bool(SCHEME.match(target)) and "\\" not in target
    return (
        named
        or bool(LOCAL.match(target) or MAIL.match(target) or MISSPELT.match(target))
        or (not target or target.startswith("//"))
    )


def _verdict(page: Page, project: Project, place: Place, *, strict: bool) -> Verdict | None:
    target = place.target
    if not target:
        return _empty(page, place)
    if LOCAL.match(target) or (strict and LOCAL_HOST.match(target)):
        what = f'"{target}" is an address on your own computer'
        fix = "put the file into docs/assets and link to it there, or link to the page on the web"
        return Verdict("link-local-file", what, fix)
    if WEB.match(target):
        own = urlsplit(project.site_url).netloc.lower().removeprefix("www.")
        return _web(target, own) if place.followed else None
    if target.startswith("//"):
        what = f'"{target}" lacks its beginning, and is dead in the offline copy'
        new = f"https:{target}"
        return Verdict("link-scheme", what, f"write {new}", new) if place.followed else None
    return _mail(target) or _scheme(project, page, target)


def _empty(page: Page, place: Place) -> Verdict | None:
    if place.kind == "html" and place.link and place.link.label not in ("a", "img"):
        return None
    if place.link and not place.link.text.strip() and place.link.extra:
        return None  # [](){#name}, which many write for an anchor
    row = page.source[page.source.rfind("\n", 0, place.at) + 1 : place.at]
    if row.rstrip("< ").endswith("]:"):
        return None  # [comment]: <> (…), which many write for a comment
    thing = "image" if place.image else "link"
    fix = "write the address between the round brackets"
    return Verdict("link-empty", f"this {thing} has no address", fix)


def _mail(target: str) -> Verdict | None:
    if target.lower().startswith("mailto:"):
        address = unquote(target[7:].partition("?")[0])
        if MAIL.match(address):
            return None
        plain = address.strip("/ ")
        new = f"mailto:{plain}" if MAIL.match(plain) else None
        what = f'"{address}" is no e-mail address'
        return Verdict("link-mailto", what, "write mailto:name@example.org", new)
    if MAIL.match(target) and not NAMES_FILE.search(target):
        new = f"mailto:{target}"
        what = f'"{target}" lacks its "mailto:", so that it is taken for a page'
        return Verdict("link-mailto", what, f"write {new}", new)
    if target.lower().startswith("tel:") and not PHONE.fullmatch(target):
        what = f'"{target}" holds no telephone number that can be called'
        fix = "write tel: and the number, as in tel:+442012345678"
        return Verdict("link-mailto", what, fix)
    return None


def _scheme(project: Project, page: Page, target: str) -> Verdict | None:
    if match := MISSPELT.match(target):
        new = f"https://{target[match.end() :]}"
        return Verdict("link-scheme", f'"{target}" has a misspelt beginning', f"write {new}", new)
    if SCHEME.match(target) and "\\" not in target:
        if target.lower().startswith((*PASSED, "mailto:")) or project.facts.makes_links:
            return None
        name = target.partition(":")[0]
        if "javascript" not in name.lower() and "://" in target:
            return None  # an application's own scheme, such as vscode://
        what = f'an address can\'t begin with "{name}:"'
        return Verdict("link-scheme", what, "link to a page, or to https://…")
    if DOMAIN.match(target) and not _is_file(project, page, target):
        what = f'"{target}" lacks its "https://", so that it is taken for a page of this site'
        return Verdict("link-scheme", what, f"write https://{target}", f"https://{target}")
    return None


def _is_file(project: Project, page: Page, target: str) -> bool:
    path = (project.docs / project.source(page)).parent / unquote(target.partition("#")[0])
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _web(target: str, own: str) -> Verdict | None:
    try:
        parts = urlsplit(target)
    except ValueError:
        fix = "copy it again from the browser's address line"
        return Verdict("link-scheme", f'"{target}" is no whole address', fix)
    found = _malformed(target, parts) or _wrapped(parts)
    ours = own and parts.netloc.lower().removeprefix("www.") == own
    if not found and not ours and parts.scheme.lower() == "http":
        fix = f"write https{target[4:]}, if it opens there"
        found = Verdict("link-http", f'"{target}" uses plain http', fix)
    return found


def _malformed(target: str, parts: SplitResult) -> Verdict | None:
    """An address of the web without a host, or with its beginning twice."""
    rest = re.sub(r"^(?:https?:?/*\s*)+", "", target, flags=re.IGNORECASE)
    beginning = target[: len(target) - len(rest)].lower()
    new = f"{'https' if 's' in beginning else 'http'}://{rest}"
    if re.match(r"https?://+\s*(?:https?:?/|/|\s)", target, re.IGNORECASE):
        whole = re.match(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)", rest)
        what = f'"{target}" has a misspelt beginning'
        return Verdict("link-scheme", what, f"write {new}", new if whole else None)
    host = parts.hostname or ""
    named = "." in parts.netloc or host == "localhost" or ":" in parts.netloc
    if not host or not named or re.search(r"[\s,]", parts.netloc):
        fix = "copy the address again from the browser's address line"
        return Verdict("link-scheme", f'"{target}" names no web site', fix)
    return None


def _wrapped(parts: SplitResult) -> Verdict | None:
    """An address that leads through somebody else's counter, or through one library's door."""
    host, inside = parts.netloc.lower(), parse_qs(parts.query)
    for pattern, field in WRAPPERS:
        if re.search(pattern, host + parts.path) and inside.get(field, [""])[0].startswith("http"):
            new = inside[field][0]
            what = (
                f"the address leads through {host}, which counts who follows it and may let it die"
            )
            return Verdict("link-wrapped", what, f"write {new}", new)
    if LIBRARY.search(host):
        what = f"the address leads through the library {host}, whose members alone can open it"
        return Verdict("link-wrapped", what, "copy the publisher's own address")
    if SHORTENERS.fullmatch(host):
        what = f"the short address {host} hides where it leads, and dies with its maker"
        return Verdict("link-wrapped", what, "open it, and copy the address that the browser shows")
    counted = [name for name in inside if COUNTER.match(name)]
    if not counted:
        return None
    kept = [part for part in parts.query.split("&") if part.partition("=")[0] not in counted]
    new = urlunsplit(parts._replace(query="&".join(kept)))
    what = f"the address tells its owner where the reader came from ({', '.join(counted)})"
    return Verdict("link-wrapped", what, f"write {new}", new)
