"""What is wrong with what was given, told in a sentence instead of a traceback."""


class InputError(SystemExit):
    """Ends the program with its message: what was wrong, what was got, what is allowed."""

    def __init__(self, message: str) -> None:
        super().__init__(f"error: {message}")
