"""Pages that everybody can use, and HTML that holds."""

from tests.scorecard.plant import before_references, clean, fault, write

FEVER = "docs/patients/fever.md"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def text(new: str):
    """A paragraph on the fever page."""
    return before_references(FEVER, new)


def picture(new: str):
    """A paragraph on the fever page, and the image that it shows."""
    return write("docs/assets/tip-position.png", PNG), text(new)


PLANTS = (
    fault("img-alt", "none", *picture("▸![](../assets/tip-position.png)")),
    fault(
        "img-alt",
        "raw HTML without",
        *picture('<div markdown="1">\n▸<img src="../assets/tip-position.png">\n</div>'),
        besides=["link-html"],
    ),
    fault(
        "img-alt",
        "where a label is given",
        *picture("▸![][tip]\n\n[tip]: ../assets/tip-position.png"),
    ),
    clean(
        "img-alt",
        "said to be decoration",
        *picture(
            "![](../assets/tip-position.png){ role=presentation } and ![](../assets/tip-position.png){ aria-hidden=true }"
        ),
    ),
    clean(
        "img-alt",
        "marked as decoration in other ways",
        *picture(
            '![](../assets/tip-position.png){: role="presentation" }, '
            '![](../assets/tip-position.png){ alt="" } and '
            "![](../assets/tip-position.png){ .decorative }\n\n"
            "![](../assets/tip-position.png)\n{: aria-hidden=true }\n\n"
            '<div aria-hidden="true" markdown>\n\n![](../assets/tip-position.png)\n\n</div>\n\n'
            "[![](../assets/tip-position.png) How it is flushed](../clinicians/flushing.md)"
        ),
    ),
    fault(
        "img-alt-caption",
        "a figure",
        *picture(
            "<figure markdown>\n▸![The tip of the tube](../assets/tip-position.png)\n"
            "<figcaption>The tip of the tube.</figcaption>\n</figure>"
        ),
    ),
    fault(
        "img-alt-caption",
        "a title",
        *picture('▸![The tip of the tube](../assets/tip-position.png "The tip of the tube")'),
    ),
    fault(
        "img-alt-caption",
        "a line in italics below",
        *picture("▸![The tip of the tube](../assets/tip-position.png)\n*The tip of the tube*"),
    ),
    clean(
        "img-alt-caption",
        "other words",
        *picture(
            "<figure markdown>\n![A tube ends just above the heart](../assets/tip-position.png)\n"
            "<figcaption>The tip of the tube.</figcaption>\n</figure>"
        ),
    ),
    fault(
        "img-alt-long",
        "Markdown",
        *picture("▸![The tip " + "of the tube " * 25 + "](../assets/tip-position.png)"),
    ),
    fault(
        "img-alt-long",
        "raw HTML",
        *picture(
            '▸<img alt="The tip ' + "of the tube " * 25 + '" src="../assets/tip-position.png">'
        ),
        besides=["link-html"],
    ),
    clean(
        "img-alt-long",
        "just within",
        *picture("![The tip " + "of the tube " * 24 + "](../assets/tip-position.png)"),
    ),
    clean(
        "img-alt-name",
        "the name of a thing, a capital first",
        write("docs/assets/cava.png", PNG),
        text("![CAVA](../assets/cava.png)"),
    ),
    fault(
        "img-alt-name",
        "the file's name",
        *picture("▸![tip-position.png](../assets/tip-position.png)"),
    ),
    fault(
        "img-alt-name",
        "without its ending",
        *picture("▸![tip_position](../assets/tip-position.png)"),
    ),
    fault("img-alt-name", "one word", *picture("▸![Image](../assets/tip-position.png)")),
    clean(
        "img-alt-name",
        "words",
        *picture("![The tip of the tube lies above the heart](../assets/tip-position.png)"),
    ),
    fault(
        "img-alt-lead",
        "image of",
        *picture("▸![Image of a tube above the heart](../assets/tip-position.png)"),
    ),
    fault(
        "img-alt-lead",
        "a picture showing",
        *picture("▸![A picture showing a tube above the heart](../assets/tip-position.png)"),
    ),
    clean(
        "img-alt-lead",
        "imaging",
        *picture("![Imaging of a tube: its tip lies above the heart](../assets/tip-position.png)"),
    ),
    fault("link-text", "here", text("▸See [here](../clinicians/flushing.md).")),
    fault(
        "link-text", "click here, in bold", text("▸[**Click here**](../clinicians/flushing.md)!")
    ),
    fault("link-text", "this page", text("▸See [this page](../clinicians/flushing.md).")),
    fault("link-text", "read more", text("▸[Read more …](../clinicians/flushing.md)")),
    fault("link-text", "raw HTML", text('▸<a href="https://clinic.example/">here</a>')),
    clean(
        "link-text",
        "words that hold here",
        text("See [when to come here](../clinicians/flushing.md)."),
    ),
    fault("link-text-empty", "none", text("▸See [](../clinicians/flushing.md).")),
    fault(
        "link-text-empty",
        "an image that says nothing",
        *picture("▸[![](../assets/tip-position.png)](../clinicians/flushing.md)"),
        besides=["img-alt"],
    ),
    clean(
        "link-text-empty",
        "an image that says something",
        *picture(
            "[![How a port is flushed](../assets/tip-position.png)](../clinicians/flushing.md)"
        ),
    ),
    fault(
        "link-text-address",
        "an address",
        text("▸See [https://clinic.example/a](https://clinic.example/a)."),
    ),
    fault(
        "link-text-address",
        "without https",
        text("▸See [www.clinic.example](https://www.clinic.example)."),
    ),
    clean("link-text-address", "a name", text("See [the clinic](https://clinic.example/a).")),
    fault(
        "link-text-twice",
        "two pages",
        text("See [flushing](../clinicians/flushing.md).\n\n▸See [Flushing](../index.md)."),
    ),
    fault(
        "link-text-twice",
        "two places of this page",
        text("See [the list](#references).\n\n▸See [the list](#fever-with-a-port)."),
    ),
    clean(
        "link-text-twice",
        "one page, written in two ways, and its parts",
        text(
            "See [flushing](../clinicians/flushing.md), [flushing](../patients/../clinicians/flushing.md) and [flushing](../clinicians/flushing.md#what-the-trial-found)."
        ),
    ),
    clean(
        "link-text-empty",
        "code, a sign, a label of its own",
        text(
            "See [`<port>`](../clinicians/flushing.md), [¶](#references) and "
            '[](../index.md){ aria-label="The first page" }.'
        ),
    ),
    clean(
        "link-text-twice",
        "rows of a table",
        text(
            "| A | B |\n|---|---|\n| two | [leaflet](https://clinic.example/b) |\n"
            "| three | [leaflet](../index.md) |"
        ),
    ),
    fault("heading-jump", "a level left out", text("▸### At night\n\nCall."), mends=True),
    fault(
        "heading-jump", "two", text("## At home\n\nRest.\n\n▸##### At night\n\nCall."), mends=True
    ),
    clean(
        "heading-jump",
        "back by two",
        text("## At home\n\n### By day\n\nRest.\n\n#### Noon\n\nRest.\n\n## At night\n\nCall."),
    ),
    fault("heading-empty", "only its signs", text("▸##\n\nCall.")),
    fault("heading-empty", "only a name", text("▸## {#night}\n\nCall.")),
    clean("heading-empty", "signs in code", text("```\n##\n```")),
    fault("heading-bold", "a line of its own", text("▸**At night**\n\nCall.")),
    fault("heading-bold", "underlines", text("▸__At night__\n\nCall.")),
    clean(
        "heading-bold",
        "a sentence, a lead",
        text("**Call your team.**\n\n**At night:**\n\n- Call.\n\n**At night** call."),
    ),
    fault("table-header", "empty", text("▸| | |\n|---|---|\n| a | b |")),
    fault("table-header", "one column without", text("▸| A | | C |\n|---|---|---|\n| a | b | c |")),
    fault("table-header", "raw HTML", text("▸<table><tr><td>a</td><td>b</td></tr></table>")),
    clean(
        "table-header",
        "an empty corner",
        text(
            "| | B |\n|---|---|\n| a | b |\n\n<table><tr><th>A</th></tr><tr><td>b</td></tr></table>"
        ),
    ),
    fault(
        "id-twice", "two headings", text("## By day {#day}\n\nRest.\n\n▸## At noon {#day}\n\nRest.")
    ),
    fault(
        "id-twice",
        "a heading and a raw element",
        text('## At night\n\nCall.\n\n▸<div id="at-night"></div>'),
    ),
    fault("id-twice", "two raw elements", text('<span id="a">a</span>\n\n▸<span id="a">b</span>')),
    clean(
        "id-twice",
        "a name made from words gives way",
        text("## Doses\n\nRest.\n\n### More on doses {#doses}\n\nCall."),
    ),
    clean(
        "id-twice",
        "the same heading on two pages, and twice on one",
        text("## What the trial found\n\nRest.\n\n## What the trial found\n\nCall."),
    ),
    fault("html-unclosed", "to the end", text("▸<div>\n\nCall.")),
    fault("html-unclosed", "within another", text("<div>\n▸<details>\n</div>")),
    clean(
        "html-unclosed",
        "void and optional ends",
        text("<div>a<br>b<hr></div>\n\n<ul><li>a<li>b</ul>\n\nIs 3 <small>2</small>?"),
    ),
    fault("html-stray", "an end without a beginning", text("Call.▸</div>")),
    fault("html-stray", "once too often", text("<span>a</span>▸</span>")),
    fault("html-unclosed", "an end without its stroke", text("<div>\n▸<kbd>a<kbd>\n</div>")),
    fault("html-unclosed", "elements that cross", text("<div>\n▸<ul>\n</div>\n</ul>")),
    fault(
        "html-unclosed",
        "what it takes in is no code",
        text("▸<div>\n<p>Rest</p>\n\n    <table>\n<tr><th>Call</th></tr>\n    </table>"),
    ),
    clean("html-unclosed", "a backslash", text('<div><b class="a">cut \\</b></div>')),
    fault("html-script", "an element of a script's", text('▸<town-map place="a.json"/>')),
    clean("html-unknown", "a key", text('Press ++"Record<string, number>"++ twice.')),
    clean("html-stray", "in code", text("Write `</div>` so.")),
    fault(
        "html-broken",
        "a quotation mark missing",
        text('▸See <a href="../clinicians/flushing.md>flushing</a>.'),
        besides=["html-stray"],
    ),
    fault(
        "html-markdown",
        "a list",
        text('<div class="box">\n▸- redness\n- swelling\n</div>'),
    ),
    fault("html-markdown", "bold", text("▸<p>**Call.**</p>")),
    clean(
        "html-markdown",
        "with the switch, and plain HTML",
        text(
            '<div class="box" markdown>\n\n- redness\n- swelling\n\n</div>\n\n'
            "<ul>\n<li>a - b</li>\n</ul>\n\n<pre>\n- one\n- two\n</pre>"
        ),
    ),
    clean("html-unknown", "an escaped sign", text("Call \\<number> at night.")),
    clean(
        "html-stray",
        "one block of raw HTML, whatever its indents",
        text(
            '<div class="doc">\n\n    <p>Rest</p>\n\n    <table>\n      <thead>\n        <tr>\n'
            "<th>Name</th>\n        </tr>\n      </thead>\n    </table>\n\n</div>"
        ),
    ),
    clean(
        "html-unclosed",
        "a fence inside",
        text(
            '!!! note "More"\n\n    See:\n    <div class="a">\n        <div class="b">\n'
            "            ```text\n            $Names\n            ```\n        </div>\n    </div>"
        ),
    ),
    fault("html-broken", "no end", text("▸<div class=\n\nCall."), besides=["html-unclosed"]),
    clean("html-broken", "less than", text("It was <small>so</small>, with a < b or <.")),
    fault("html-unknown", "a word", text("▸Call <number> at night.")),
    fault("html-unknown", "two words", text("▸Give <dose asked> at night.")),
    clean(
        "html-unknown",
        "an address",
        text("<https://clinic.example/> <team@example.org>"),
    ),
    fault("html-obsolete", "center", text("▸<center>Call.</center>")),
    fault("html-obsolete", "font", text('▸<font color="red">Call.</font>')),
    clean("html-obsolete", "small", text("<small>Call.</small>")),
    fault("html-script", "a script", text("▸<script>go()</script>")),
    fault("html-script", "an event", text('▸<span onclick="go()">Go</span>')),
    fault(
        "html-script",
        "a frame with a page of its own",
        text('▸<iframe title="a" srcdoc="&lt;p>"></iframe>'),
    ),
    fault("html-script", "an attribute list", text("**Rest.**▸{: onfocus=go() }")),
    clean(
        "html-script", "an attribute list that styles", text("**Rest.**{: .wide #rest lang=en }")
    ),
    clean("html-script", "in a fence", text("```html\n<script>go()</script>\n```")),
    fault("html-keyboard", "order", text('▸<span tabindex="3">Go</span>'), mends=True),
    fault(
        "html-keyboard",
        "autofocus",
        text("▸<button autofocus>Go</button>"),
        besides=["html-script"],
    ),
    clean(
        "html-keyboard", "0 and -1", text('<span tabindex="0">a</span><span tabindex="-1">b</span>')
    ),
    fault(
        "html-frame",
        "no title",
        text('▸<iframe src="https://example.org/handbook/a"></iframe>'),
        besides=["link-own-site", "third-party", "html-script"],
    ),
    fault(
        "html-frame", "an empty one", text('▸<iframe title=" "></iframe>'), besides=["html-script"]
    ),
    clean(
        "html-frame", "with one", text('<iframe title="Film"></iframe>'), besides=["html-script"]
    ),
    fault(
        "new-window",
        "Markdown",
        text('▸See [the clinic](https://clinic.example/){ target="_blank" }.'),
    ),
    fault(
        "new-window",
        "raw HTML",
        text('▸See <a href="https://clinic.example/" target="_blank">the clinic</a>.'),
    ),
    clean("new-window", "a class", text("See [the clinic](https://clinic.example/){ .big }.")),
    fault("capitals", "a sentence", text("▸NEVER FLUSH THE PORT WITH FORCE.")),
    fault("capitals", "in bold", text("▸**CALL YOUR TEAM BEFORE YOU LEAVE HOME** today.")),
    clean(
        "capitals",
        "a licence, a quotation",
        text(
            "THE SOFTWARE IS PROVIDED AS IS, WITHOUT WARRANTY OF ANY KIND.\n\n"
            "> NEVER GO OUT BEFORE THE DOCTOR HAS BEEN."
        ),
    ),
    clean(
        "capitals",
        "short forms",
        text("The INS, ESMO, ASCO, NICE, CDC and the WHO; a PICC, a CVAD. Say NO."),
    ),
)
