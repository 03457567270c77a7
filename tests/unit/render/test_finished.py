"""A page's HTML, finished by the profile: what is urgent, and for whom it is."""

from macros.profile import Audience, Box, Profile
from macros.render.finished import finished as finish
from macros.styles import STYLES

HTML = '<div class="admonition call">\n<p class="admonition-title">Call</p>\n</div><section class="bibliography" style="--count:2"><ol></ol></section>'


def finished(html, profile, audience):
    return finish(html, profile, STYLES["ama"], audience)


def test_the_profile_decides():
    profile = Profile(
        audiences=(Audience("expert", practice=True), Audience("reader")),
        boxes=(Box("call", "Call", level=2),),
    )
    assert "Immediate action: " in finished(HTML, profile, "reader")
    assert "references-box" in finished(HTML, profile, "reader")
    assert "references-box" not in finished(HTML, profile, "expert")
    plain = finished(HTML, Profile(), "reader")
    assert '<section class="admonition' not in plain and "references-box" not in plain
    later = Profile(boxes=(Box("call", "Call", level=3),))
    assert "<section" in finished(HTML, later, None)
    assert "Immediate" not in finished(HTML, later, None)
