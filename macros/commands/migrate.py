"""x"""


def arguments(p):
    pass


def run(a, b):
    return 0
