from tests.unit.verify.conftest import services

__all__ = ["services"]
