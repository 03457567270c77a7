"""Pages that answer as if all were well: errors in words, walls, redirects to what is no page; and real pages that sound alike."""

import gzip
import time

import pytest

from macros.engine.inspect import load_project
from macros.verify.pretences import is_missing, is_wall
from tests.unit.verify.test_verify import WEB, ask, page, project, record, visited

MISSING = [
    "Fehlerseite 404",
    "Hoppla, diese Seite fehlt",
    "Lien expiré",
    "Denna sida finns inte",
    "O link não existe",
    "Página movida ou removida",
    "Nie znaleźliśmy tej strony",
    "お探しの情報は見つかりませんでした",
    "That link is broken",
    "Nie znaleziono artykułu",
    "Oups, cette page a disparu",
    "Artykuł nie został znaleziony",
    "The leaflet you requested has been withdrawn",
    "Strona została usunięta",
    "El documento ha sido eliminado",
    "A página foi removida",
    "Sidan har tagits bort",
    "Siden er slettet",
    "Nie można odnaleźć strony",
    "Impossible de trouver cette page",
    "您要找的页面已被删除",
    "Leaflet retired | The Trust",
    "Publication withdrawn - The Office",
    "Error: not found",
    "The Clinic: Page not found",
    "Diese Seite ist nicht mehr online",
    "La pagina non è più disponibile",
    "Leider konnten wir die Seite nicht finden",
    "Oeps! We kunnen deze pagina niet vinden",
    "Fant ikke siden",
    "Object not found!",
    "Uh oh, we lost this page",
    "This leaflet has been withdrawn",
    "Cette ressource n’est plus accessible",
    "Die Seite wurde verschoben",
    "Az oldal nem található",
    "הדף לא נמצא",
    "Stránka sa nenašla",
    "Pagina nu a fost găsită",
    "Сторінку не знайдено",
    "Lehte ei leitud",
    "Puslapis nerastas",
    "Lapa nav atrasta",
    "Page not found",
    "404",
    "HTTP 404",
    "404: Not Found",
    "Page Not Found (404) | The Clinic",
    "Oops! That page can’t be found.",
    "Sorry, we couldn't find the page you were looking for",
    "This page doesn't exist",
    "Document no longer available - The Clinic",
    "The resource cannot be found.",
    "Fehler 404",
    "Die angeforderte Seite wurde nicht gefunden",
    "Page introuvable",
    "La page demandée n'existe pas",
    "Página no encontrada",
    "Lo sentimos, la página no existe",
    "Pagina non trovata",
    "Página não encontrada",
    "De pagina bestaat niet",
    "Sidan hittades inte",
    "Nie znaleziono strony",
    "Sayfa bulunamadı",
    "お探しのページは見つかりませんでした",
    "페이지를 찾을 수 없습니다",
    "页面不存在",
    "Die gesuchte Seite gibt es nicht",
    "Vi kunde inte hitta sidan",
    "This story may have been taken down",
    "Oops ! Page non trouvée",
    "Страница није пронађена",
]
REAL = [
    "Link between ports and clots not found in trial",
    "Content of heparin in locks not found",
    "Documento sobre el catéter retirado",
    "No longer available: EMLA shortages",
    "Products no longer available: list for pharmacists",
    "Not available: what to use instead of the gel",
    "Kein Blutrücklauf: Ursache nicht gefunden",
    "Página de la paciente: ya no está en tratamiento",
    "Pagina del paziente: il port non è una vena",
    "Documents no longer available in print",
    "What to do when no vein can be found",
    "Ward 404: opening hours",
    "Room 404",
    "404 patients treated with ports",
    "Document available in Welsh",
    "This leaflet is not available in print",
    "Vein not found: what next",
    "Not found at home: missing patients",
    "Site not rotated: lipohypertrophy",
    "Page kidney after biopsy",
    "What is not known about ports",
    "The item is not a toy",
    "La page de garde",
]
WALLS = [
    "Prüfung Ihres Browsers",
    "Autenticazione richiesta",
    "Bitte einloggen",
    "Identifiez-vous",
    "Anmeldung erforderlich",
    "Acceso para socios",
    "Zugriff nicht erlaubt",
    "ログインしてください",
    "请登录",
    "We have updated our privacy policy",
    "Accès réservé aux abonnés",
    "Cookies erforderlich",
    "Bitte melden Sie sich an",
    "Accesso riservato",
    "Iniciar sessão",
    "Wir sind gleich zurück: Wartungsarbeiten",
    "We'll be back soon!",
    "Your connection needs to be verified",
    "Age verification",
    "Members only",
    "Réservé aux professionnels de santé",
    "DocCheck Login",
    "Accedi al tuo account",
    "Melden Sie sich an",
    "Subscribe to read | Journal",
    "Site maintenance",
    "Wartungsarbeiten",
    "Service Unavailable",
    "503 Service Temporarily Unavailable",
    "Database error",
    "Are you a healthcare professional?",
    "Wir verwenden Cookies – bitte stimmen Sie zu",
    "Accept cookies - The Clinic",
    "Vercel Security Checkpoint",
    "Bevor Sie fortfahren",
    "Avant d'accéder à Google",
    "Shibboleth Authentication Request",
    "Your request has been blocked",
    "Error 1020",
    "Making sure you're not a bot!",
    "Sicherheitsüberprüfung",
    "Verificación de seguridad",
    "Accès restreint",
    "Einwilligung",
    "Just a moment...",
    "Attention Required! | Cloudflare",
    "Are you a robot?",
    "Access Denied",
    "Request unsuccessful. Incapsula incident ID",
    "Pardon Our Interruption",
    "Sign in",
    "Log in to continue",
    "Login - The Library",
    "Validate User",
    "403 Forbidden",
    "Before you continue to the site",
    "Anmelden",
    "Please verify you are a human",
    "Error - Cookies Turned Off",
]
OPEN = [
    "Anmeldung zur Sprechstunde",
    "Zugang zu Venen",
    "Maintenance of ports",
    "Maintenance",
    "Subscribe to our newsletter about ports",
    "We use cookies in our kitchen: snacks after chemotherapy",
    "Verification of drug doses",
    "Security of central lines",
    "Einwilligung in eine Operation",
    "Consent to placement",
    "Access to your port",
    "Consent for treatment",
    "Accessing a port",
    "Loading doses of vancomycin",
    "Login fatigue in nurses",
    "Please wait: fasting before surgery",
]


@pytest.mark.parametrize("title", MISSING)
def test_titles_of_pages_that_are_missing(title):
    assert is_missing(title)


@pytest.mark.parametrize("title", REAL)
def test_titles_of_pages_that_are_there(title):
    assert not is_missing(title)


@pytest.mark.parametrize("title", WALLS)
def test_a_wall_is_not_called_alive(title):
    assert is_wall([title, ""], "", b"")


@pytest.mark.parametrize("title", OPEN)
def test_a_page_that_sounds_like_a_wall(title):
    assert not is_wall([title, ""], "word " * 500, b"")


def test_a_title_without_end_is_read_in_no_time():
    start = time.process_time()
    assert not is_wall(["zugriff cookies " * 10_000, ""], "", b"")
    assert time.process_time() - start < 1


@pytest.mark.parametrize("status", [200, 302])
def test_a_wall_is_never_dated_as_checked(tmp_path, services, status):
    url = page(services, "/port/")
    item, said = visited(tmp_path, services, url)
    first = item["checked"]
    if status == 200:
        page(services, "/port/", "Just a moment...")
    else:
        page(services, "/signin", "Welcome")
        page(services, "/port/", status=302, Location="/signin?back=/port/")
    item, said = visited(tmp_path, services, url, "--fresh")
    assert item["web"]["state"] == "closed" and said == "" and item["checked"] == first
    (tmp_path / "docs/data/verified.json").unlink()
    item, said = visited(tmp_path, services, url, "--fresh")
    assert "checked" not in item
    assert load_project(tmp_path).bibliography.references["clinic"].checked == ""


@pytest.mark.parametrize(
    ("target", "state"),
    [
        ("/404.html", "soft-404"),
        ("/page-not-found", "soft-404"),
        ("/error", "soft-404"),
        ("/search?q=port", "soft-404"),
        ("/", "soft-404"),
        ("/?utm_source=404", "soft-404"),
        ("/?page=port", "moved"),
        ("/de/fehler", "soft-404"),
        ("/nl/fout-404", "soft-404"),
        ("/content-unavailable", "soft-404"),
        ("/de/startseite", "soft-404"),
        ("/fr/accueil.html", "soft-404"),
        ("/page-inexistante", "soft-404"),
        ("/pagina/no-existe", "soft-404"),
        ("/seite-nicht-gefunden.html", "soft-404"),
        ("/pagina-no-encontrada/", "soft-404"),
        ("/page-introuvable", "soft-404"),
        ("/page-not-available", "soft-404"),
        ("/login?next=/port", "closed"),
        ("/cookie-consent", "closed"),
        ("/errors-in-dosing", "moved"),
        ("/about/ports-404", "moved"),
    ],
)
def test_where_a_redirect_leads(tmp_path, services, target, state):
    page(services, target.split("?")[0], "Ports at the clinic")
    url = page(services, "/old/port", status=301, Location=target)
    assert visited(tmp_path, services, url)[0]["web"]["state"] == state


def html(title: str, before: str = "") -> str:
    return f"<!doctype html><html><head>{before}<title>{title}</title></head><body><p>Text</p></body></html>"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html; charset=utf-16", html("Page not found").encode("utf-16")),
        ("text/html", html("Page not found").encode("utf-16")),
        ("text/html", html("Page&nbsp;not&nbsp;found").encode()),
        ("text/html; charset=iso-8859-1", html("Página não encontrada").encode("latin-1")),
        (
            "text/html",
            html("Página no encontrada", "<meta charset='windows-1252'>").encode("cp1252"),
        ),
        ("text/html", html("Page not found", f"<script>{'x' * 300_000}</script>").encode()),
        ("text/html", html("The Clinic").replace("<p>Text</p>", "<h1>404</h1>").encode()),
    ],
)
def test_a_soft_404_however_it_is_written(tmp_path, services, kind, body):
    services.pages["/port/"] = (200, {"Content-Type": kind}, body)
    assert visited(tmp_path, services, services.url + "/port/")[0]["web"]["state"] == "soft-404"


def test_a_packed_page_and_a_title_of_a_drawing(tmp_path, services):
    body = "<html><body><svg><title>Not found</title></svg><h1>About your port</h1><p>Text</p></body></html>"
    packed = gzip.compress(body.encode())
    services.pages["/port/"] = (200, {"Content-Encoding": "gzip"}, packed)
    assert visited(tmp_path, services, services.url + "/port/")[0]["web"]["state"] == "alive"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/port.pdf", html("Viewer")),
        ("/port/", "<html><head></head><body><div id='app'></div></body></html>"),
        ("/port/", html("port.example.org", "<script src='/_Incapsula_Resource?x'></script>")),
        ("/port/", html("The Society") + "<form><input name=p type='password'></form>"),
    ],
)
def test_pages_that_only_a_browser_sees(tmp_path, services, path, body):
    services.pages[path] = (200, {}, body)
    item, _ = visited(tmp_path, services, services.url + path)
    assert item["web"]["state"] == "closed" and "checked" not in item


def test_a_page_larger_than_any_is_read_as_far_as_it_goes(tmp_path, services):
    services.pages["/port/"] = (200, {}, html("About your port") + "x" * 11_000_000)
    assert visited(tmp_path, services, services.url + "/port/")[0]["web"]["state"] == "alive"


def test_html_nested_too_deeply(tmp_path, services):
    services.pages["/port/"] = (200, {}, html("About your port") + "<div>" * 200_000)
    assert "failed" not in visited(tmp_path, services, services.url + "/port/")[0]


def test_a_host_without_https_is_not_left_alone(tmp_path, services):
    pages = [WEB.format(key=f"w{number}", url=page(services, f"/{number}")) for number in range(5)]
    folder = project(tmp_path, *pages)
    assert ask(folder, services, "--tries", "1").returncode == 0
    states = {item["web"]["state"] for item in record(folder)["sources"].values()}
    assert states == {"alive"}


def test_a_short_page_without_a_word_of_the_source_is_a_door(tmp_path, services):
    """Doors have more titles than any list: what says hardly anything must at least name the source."""
    item, _ = visited(tmp_path, services, page(services, "/a", "Prüfung Ihres Anschlusses"))
    assert item["web"]["state"] == "closed" and "checked" not in item
    item, _ = visited(tmp_path, services, page(services, "/p", "Portale dei servizi: support"))
    assert item["web"]["state"] == "closed", "a word, not its letters in another"
    item, _ = visited(tmp_path, services, page(services, "/b", "Ports at home"))
    assert item["web"]["state"] == "alive" and item["checked"]
    services.pages["/c"] = (200, {}, html("Annual review") + "word " * 400)
    item, _ = visited(tmp_path, services, services.url + "/c")
    assert item["web"]["state"] == "alive"
