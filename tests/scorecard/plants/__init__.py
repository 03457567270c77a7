"""Plants, one module for each room of checks (or several of a kind): a tuple PLANTS of `fault(…)` and `clean(…)`."""
