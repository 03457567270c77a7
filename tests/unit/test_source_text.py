"""A file is written whole or not at all, into its own place, and nothing is left beside it."""

import resource
import signal

import pytest

from macros.model import Diagnostic
from macros.source_text import write_text


@pytest.fixture
def full_disk():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_nothing_behind(tmp_path, full_disk):
    file = tmp_path / "a.md"
    write_text(file, "before")
    with pytest.raises(OSError):
        write_text(file, "a" * 1000)
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"] and file.read_text() == "before"


def test_a_link_that_lies_in_wait_is_not_followed(tmp_path):
    other = tmp_path / "other"
    other.write_text("kept")
    (tmp_path / "a.md.new").symlink_to(other)
    write_text(tmp_path / "a.md", "new")
    assert other.read_text() == "kept" and (tmp_path / "a.md").read_text() == "new"


def test_a_diagnostic_is_one_line_and_obeys_nobody():
    """A line of its own could be a command to a workflow, or turn a terminal's letters round."""
    one = Diagnostic("a\n.md", 1, 1, "x", "says\r\n::stop-commands::x \x1b[2J \u202eb\u2028c")
    assert str(one) == "a .md:1:1: x: says ::stop-commands::x \\u001b[2J \\u202eb c"
