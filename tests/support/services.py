"""A server on this machine that answers as Crossref, NCBI's E-utilities and ordinary web sites do, and misbehaves where it is told to.

The forms are those of Crossref's REST API (`message-type` work and work-list) and of efetch's PubmedArticleSet; works and people are invented.
"""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

__all__ = ["Services", "article", "work"]


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
        "issued": dated(year, 3),
        "published-print": dated(year, 3),
        "author": [
            {"given": "Ann B.", "family": family, "sequence": "first", "affiliation": []},
            {"given": "Carl", "family": "Jones", "sequence": "additional", "affiliation": []},
        ],
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


HEAD = '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'


@dataclass
class Services:
    """What the server knows, and how it behaves. Use it as a context manager; `url` is its address.

    `scripts` maps a part of an address to answers that come first, in order: (status, headers, body), or "hang" or "cut".
    """

    works: dict[str, dict] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)
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
            doi = query["filter"][0].removeprefix("updates:").lower()
            items = [
                item
                for item in self.works.values()
                if any(
                    str(told.get("DOI", "")).lower() == doi for told in item.get("update-to", [])
                )
            ]
            return self._json(
                {
                    "status": "ok",
                    "message-type": "work-list",
                    "message-version": "1.0.0",
                    "message": {
                        "total-results": len(items),
                        "items": items,
                        "items-per-page": 20,
                        "query": {},
                    },
                }
            )
        if parts.path.startswith("/works/"):
            doi = unquote(parts.path.removeprefix("/works/"))
            if doi.endswith("/agency"):
                agency = self.agencies.get(doi.removesuffix("/agency"))
                return (
                    self._json(
                        {
                            "status": "ok",
                            "message-type": "work-agency",
                            "message": {
                                "DOI": doi,
                                "agency": {"id": agency.lower(), "label": agency},
                            },
                        }
                    )
                    if agency
                    else (404, {"Content-Type": "text/plain"}, "Resource not found.")
                )
            item = next(
                (item for key, item in self.works.items() if key.lower() == doi.lower()), None
            )
            return (
                self._json(
                    {
                        "status": "ok",
                        "message-type": "work",
                        "message-version": "1.0.0",
                        "message": item,
                    }
                )
                if item
                else (404, {"Content-Type": "text/plain"}, "Resource not found.")
            )
        if parts.path == "/efetch.fcgi":
            found = "".join(self.articles.get(pmid, "") for pmid in query["id"][0].split(","))
            return (
                200,
                {"Content-Type": "text/xml; charset=UTF-8"},
                f"{HEAD}<PubmedArticleSet>{found}</PubmedArticleSet>",
            )
        return self.pages.get(parts.path, (404, {}, "<title>404</title>"))

    @staticmethod
    def _json(told: dict) -> tuple[int, dict, str]:
        return (
            200,
            {
                "Content-Type": "application/json",
                "X-Rate-Limit-Limit": "5000",
                "X-Rate-Limit-Interval": "1s",
            },
            json.dumps(told),
        )
