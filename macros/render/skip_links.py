"""Skip links past what has many stops for the Tab key, shown while they have the focus.

WCAG 2.2, 2.4.1.
"""

import re
from html import escape
from itertools import pairwise

from ..markup import Say, filled
from ..source_text import spliced

TOPIC = re.compile(r'<h2 id="(?P<id>[^"]+)"[^>]*>(?P<title>.*?)</h2>', re.DOTALL)
MARKUP = re.compile(r'<a class="headerlink".*?</a>|<[^>]+>', re.DOTALL)
STOPS = re.compile(r'<a (?!class="headerlink|href="#ref-)|<summary\b')
LIST = re.compile(r'<(?:section|div) class="(?:bibliography|all-references)"[^>]*>(?!<details)')
# From how many links a page has links between its topics, and up to how many topics they help.
MANY, TOPICS = 30, 40
# The foot of a page, in the theme's own template.
FOOT = "__about"


def with_skip_links(html: str, say: Say = filled) -> str:
    """A page's HTML with a link past an open list of references, and from topic to topic.

    The latter only where there are many links and not too many topics.
    """
    found = LIST.search(html)
    if found:
        link = f'<a class="skip-on" href="#{FOOT}">{escape(say("Skip the references"))}</a>'
        html = html[: found.end()] + link + html[found.end() :]
    end = found.start() if found else len(html)
    topics = list(TOPIC.finditer(html))
    if len(topics) > TOPICS or len(STOPS.findall(html, 0, end)) < MANY:
        return html
    links = []
    for topic, after in pairwise([*topics, None]):
        if topic is None or (not after and len(STOPS.findall(html, topic.end(), end)) < MANY):
            break
        words = MARKUP.sub("", after["title"]).strip() if after else ""
        goal = filled(escape(say("Skip to: {topic}")), topic=words or escape(say("the end")))
        anchor = after["id"] if after else FOOT
        links.append((topic.end(), topic.end(), f'<a class="skip-on" href="#{anchor}">{goal}</a>'))
    return spliced(html, links)
