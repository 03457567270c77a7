from __future__ import annotations

import pytest

from tests.support.services import Services


@pytest.fixture
def services(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    with Services() as started:
        yield started
