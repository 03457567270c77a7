"""The conformity kit: our AMA text against an independent judge, on invented works of every shape that real files hold."""
