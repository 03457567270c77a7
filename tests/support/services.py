"""A server on this machine that answers as Crossref, NCBI's E-utilities, doi.org, DataCite and ordinary web sites do.

The forms are those that the services were recorded with in 2026: Crossref's `message-type` work, work-list and work-agency, its plain
404 and its rate-limit headers; efetch's PubmedArticleSet with articles and books; doi.org's doiRA; DataCite's JSON:API. Works and
people are invented. It misbehaves where it is told to.
"""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

__all__ = ["Services", "article", "book", "data_set", "dated", "work"]


def dated(*parts: int) -> dict:
    """A date as Crossref writes it."""
    return {
        "date-parts": [list(parts)],
        "date-time": "-".join(f"{part:02}" for part in parts) + "T00:00:00Z",
        "timestamp": 0,
    }


def work(
    doi: str,
    title: str,
    year: int = 2020,
    family: str = "Smith",
    journal: str = "Journal of Ports",
    short: str = "J Ports",
    **more,
) -> dict:
    """A work as Crossref describes it; `more` with underscores for hyphens."""
    return {
        "indexed": dated(2026, 1, 2),
        "reference-count": 3,
        "publisher": "An invented press",
        "DOI": doi,
        "type": "journal-article",
        "source": "Crossref",
        "title": [title],
        "container-title": [journal],
        "short-container-title": [short],
        "subtitle": [],
        "original-title": [],
        "short-title": [],
        "volume": "5",
        "issue": "1",
        "page": "1-9",
        "issued": dated(year, 3),
        "published": dated(year, 3),
        "published-print": dated(year, 3),
        "deposited": dated(2025, 5, 6),
        "created": dated(year, 2, 1),
        "author": [
            {"given": "Ann B.", "family": family, "sequence": "first", "affiliation": []},
            {"given": "Carl", "family": "Jones", "sequence": "additional", "affiliation": []},
        ],
        "ISSN": ["0000-0000"],
        "issn-type": [{"value": "0000-0000", "type": "print"}],
        "language": "en",
        "reference": [{"key": "e_1_2_3", "doi-asserted-by": "crossref", "DOI": "10.1000/cited"}],
        "link": [
            {
                "URL": f"https://press.example.org/{doi}.pdf",
                "content-type": "application/pdf",
                "content-version": "vor",
                "intended-application": "text-mining",
            }
        ],
        "license": [],
        "prefix": doi.split("/")[0],
        "member": "0",
        "is-referenced-by-count": 2,
        "score": 1,
        "URL": f"https://doi.org/{doi}",
        "relation": {},
        **{name.replace("_", "-"): value for name, value in more.items()},
    }


def article(
    pmid: str,
    title: str,
    year: int = 2020,
    family: str = "Smith",
    journal: str = "Journal of Ports",
    short: str = "J Ports",
    doi: str = "",
    kinds: tuple[str, ...] = ("Journal Article",),
    corrections: tuple[tuple[str, str], ...] = (),
) -> str:
    """An article as efetch gives it; `corrections` are pairs of RefType and PMID."""
    listed = "".join(
        f'<CommentsCorrections RefType="{kind}"><RefSource>J Ports. 2022 May;7(2):50</RefSource><PMID Version="1">{number}</PMID></CommentsCorrections>'
        for kind, number in corrections
    )
    types = "".join(f'<PublicationType UI="D016428">{kind}</PublicationType>' for kind in kinds)
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID><Article PubModel="Print"><Journal><ISSN IssnType="Print">0000-0000</ISSN>'
        f'<JournalIssue CitedMedium="Print"><Volume>5</Volume><Issue>1</Issue><PubDate><Year>{year}</Year><Month>Mar</Month></PubDate></JournalIssue><Title>{journal}</Title>'
        f'<ISOAbbreviation>{short}</ISOAbbreviation></Journal><ArticleTitle>{title}</ArticleTitle><AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>{family}</LastName><ForeName>Ann B</ForeName>'
        f"<Initials>AB</Initials></Author></AuthorList><PublicationTypeList>{types}</PublicationTypeList></Article><MedlineJournalInfo><MedlineTA>{short}</MedlineTA></MedlineJournalInfo>"
        + (f"<CommentsCorrectionsList>{listed}</CommentsCorrectionsList>" if listed else "")
        + "</MedlineCitation><PubmedData><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{pmid}</ArticleId>'
        + (f'<ArticleId IdType="doi">{doi}</ArticleId>' if doi else "")
        + "</ArticleIdList></PubmedData></PubmedArticle>"
    )


def book(pmid: str, chapter: str, title: str, year: int, author: str, editor: str) -> str:
    """A chapter of a book as efetch gives it: the book's editors come before the chapter's authors."""

    def people(kind: str, name: str) -> str:
        return (
            f'<AuthorList Type="{kind}" CompleteYN="Y"><Author ValidYN="Y"><LastName>{name}</LastName>'
            "<ForeName>Dee</ForeName><Initials>D</Initials></Author></AuthorList>"
        )

    return (
        f'<PubmedBookArticle><BookDocument><PMID Version="1">{pmid}</PMID><ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId>'
        "</ArticleIdList><Book><Publisher><PublisherName>An invented press</PublisherName></Publisher>"
        f'<BookTitle book="ports">{title}</BookTitle><PubDate><Year>{year}</Year></PubDate>{people("editors", editor)}</Book>'
        f'<ArticleTitle book="ports" part="one">{chapter}</ArticleTitle>{people("authors", author)}'
        f"<ContributionDate><Year>{year}</Year></ContributionDate></BookDocument><PubmedBookData><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{pmid}</ArticleId></ArticleIdList></PubmedBookData></PubmedBookArticle>'
    )


def data_set(doi: str, title: str, year: int = 2020, family: str = "Smith") -> dict:
    """The attributes of a work as DataCite describes it."""
    return {
        "doi": doi,
        "identifiers": [],
        "creators": [
            {
                "name": f"{family}, Ann",
                "nameType": "Personal",
                "givenName": "Ann",
                "familyName": family,
                "affiliation": [],
                "nameIdentifiers": [],
            }
        ],
        "titles": [{"title": title}],
        "publisher": "An invented archive",
        "container": {},
        "publicationYear": year,
        "subjects": [],
        "contributors": [],
        "dates": [{"date": str(year), "dateType": "Issued"}],
        "language": None,
        "types": {"ris": "DATA", "bibtex": "misc", "resourceTypeGeneral": "Dataset"},
        "relatedIdentifiers": [],
        "version": "1.0",
        "url": f"https://archive.example.org/{doi}",
        "state": "findable",
    }


NOT_FOUND = (404, {"Content-Type": "text/plain"}, "Resource not found.")
HEAD = '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'


@dataclass
class Services:
    """What the server knows, and how it behaves. Use it as a context manager; `url` is its address.

    `scripts` maps a part of an address to answers that come first, in order: (status, headers, body), or "hang" or "cut".
    """

    works: dict[str, dict] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)  # of DOIs that Crossref has no record of
    data: dict[str, dict] = field(default_factory=dict)
    central: dict[str, tuple[str, str]] = field(default_factory=dict)  # PMC number: PMID, DOI
    articles: dict[str, str] = field(default_factory=dict)
    pages: dict[str, tuple[int, dict, str]] = field(default_factory=dict)
    scripts: dict[str, list] = field(default_factory=dict)
    asked: list[tuple[str, str, dict]] = field(default_factory=list)
    url: str = ""

    def __enter__(self) -> Services:
        services = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                services._answer(self)

            do_HEAD = do_GET

            def log_message(self, *_) -> None:
                pass

        self._stop = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(self, *_) -> None:
        self._stop.set()
        self._server.shutdown()
        self._server.server_close()

    def paths(self, part: str = "", method: str = "") -> list[str]:
        """The addresses asked for so far that hold a part."""
        return [
            path for how, path, _ in self.asked if part in unquote(path) and method in ("", how)
        ]

    def wait_for(self, part: str, seconds: float = 20) -> None:
        """Until somebody has asked for such an address."""
        until = time.monotonic() + seconds
        while not self.paths(part):
            assert time.monotonic() < until, f"nobody asked for {part}: {self.asked}"
            time.sleep(0.01)

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path
        self.asked.append((request.command, path, dict(request.headers)))
        script = next(
            (
                answers
                for part, answers in self.scripts.items()
                if part in unquote(path) and answers
            ),
            None,
        )
        answer = script.pop(0) if script else self._known(path)
        if answer == "hang":
            self._stop.wait(30)
            return
        if answer == "cut":
            request.connection.close()
            return
        status, headers, body = answer
        data = body if isinstance(body, bytes) else body.encode()
        try:
            request.send_response(status)
            for name, value in {
                "Content-Type": "text/html; charset=utf-8",
                "Content-Length": str(len(data)),
                **headers,
            }.items():
                request.send_header(name, value)
            request.end_headers()
            if request.command != "HEAD":
                request.wfile.write(data)
        except OSError:
            pass  # the client has given up

    def _known(self, path: str) -> tuple[int, dict, str]:
        parts = urlsplit(path)
        query = parse_qs(parts.query)
        if parts.path == "/works":
            return self._list(query)
        if parts.path.startswith("/works/"):
            return self._work(unquote(parts.path.removeprefix("/works/")))
        if parts.path.startswith("/doiRA/"):
            doi = unquote(parts.path.removeprefix("/doiRA/"))
            agency = self.agencies.get(doi)
            told = {"DOI": doi, **({"RA": agency} if agency else {"status": "DOI does not exist"})}
            return 200, {"Content-Type": "application/json"}, json.dumps([told])
        if parts.path.startswith("/dois/"):
            item = self.data.get(unquote(parts.path.removeprefix("/dois/")))
            kind = {"Content-Type": "application/vnd.api+json; charset=utf-8"}
            if item is None:
                error = {
                    "status": "404",
                    "title": "The resource you are looking for doesn't exist.",
                }
                return 404, kind, json.dumps({"errors": [error]})
            return 200, kind, json.dumps({"data": {"type": "dois", "attributes": item}})
        if parts.path == "/esearch.fcgi":
            doi = query["term"][0].removesuffix("[doi]").strip('"')
            found = [pmid for pmid, text in self.articles.items() if f'"doi">{doi}<' in text]
            told = {"count": str(len(found)), "retmax": "20", "retstart": "0", "idlist": found}
            header = {"type": "esearch", "version": "0.3"}
            return self._plain({"header": header, "esearchresult": told})
        if parts.path == "/esummary.fcgi":
            number = query["id"][0]
            if number not in self.central:
                error = {"uid": number, "error": "cannot get document summary"}
                return self._plain({"result": {"uids": [number], number: error}})
            pmid, doi = self.central[number]
            ids = [("pmid", pmid or "0"), ("doi", doi), ("pmcid", f"PMC{number}")]
            item = {
                "uid": number,
                "articleids": [{"idtype": kind, "value": value} for kind, value in ids],
            }
            return self._plain({"result": {"uids": [number], number: item}})
        if parts.path == "/efetch.fcgi":
            found = "".join(self.articles.get(pmid, "") for pmid in query["id"][0].split(","))
            return (
                200,
                {"Content-Type": "text/xml; charset=UTF-8"},
                f"{HEAD}<PubmedArticleSet>{found}</PubmedArticleSet>",
            )
        return self.pages.get(parts.path, (404, {}, "<title>404</title>"))

    @staticmethod
    def _plain(told: dict) -> tuple[int, dict, str]:
        return 200, {"Content-Type": "application/json; charset=UTF-8"}, json.dumps(told)

    def _list(self, query: dict) -> tuple[int, dict, str]:
        if "query.bibliographic" in query:
            return self._works(list(self.works.values())[: int(query["rows"][0])])
        filters = [part.partition(":") for part in query["filter"][0].split(",")]
        dois = {doi.lower() for _, _, doi in filters}
        names = {name for name, _, _ in filters}
        if names == {"isbn"}:
            items = [item for item in self.works.values() if dois & set(item.get("ISBN", []))]
        elif names == {"doi"}:
            items = [item for item in self.works.values() if item["DOI"].lower() in dois]
        else:
            items = [
                item
                for item in self.works.values()
                if any(
                    str(told.get("DOI", "")).lower() in dois for told in item.get("update-to", [])
                )
            ]
        return self._works(items)

    def _works(self, items: list[dict]) -> tuple[int, dict, str]:
        return self._json(
            "work-list",
            {
                "facets": {},
                "total-results": len(items),
                "items": items,
                "items-per-page": 20,
                "query": {"start-index": 0, "search-terms": None},
            },
        )

    def _work(self, doi: str) -> tuple[int, dict, str]:
        if doi.endswith("/agency"):
            doi = doi.removesuffix("/agency")
            agency = self.agencies.get(doi)
            told = {"id": agency.lower(), "label": agency} if agency else {}
            return self._json("work-agency", {"DOI": doi, "agency": told}) if agency else NOT_FOUND
        # Crossref answers an alias with the work that it now is.
        item = next(
            (
                item
                for key, item in self.works.items()
                if doi.lower() in (key.lower(), *map(str.lower, item.get("aliases", [])))
            ),
            None,
        )
        return self._json("work", item) if item else NOT_FOUND

    @staticmethod
    def _json(kind: str, told: dict) -> tuple[int, dict, str]:
        return (
            200,
            {
                "Content-Type": "application/json",
                "X-Rate-Limit-Limit": "5000",
                "X-Rate-Limit-Interval": "1s",
                "X-Api-Pool": "public",
            },
            json.dumps(
                {
                    "status": "ok",
                    "message-type": kind,
                    "message-version": "1.0.0",
                    "message": told,
                }
            ),
        )
