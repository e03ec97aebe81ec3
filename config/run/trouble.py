"""How a command ends when it cannot do what it was asked."""


class Trouble(Exception):
    """Something the caller can put right: shown as one message, never as a traceback."""

    status = 1


class CalledWrongly(Trouble):
    """The command line or the settings ask for something that cannot be."""

    status = 2
